# Every command sets up what it needs. All steps are in scripts/dev, which also works without make.
commands = setup run check test test-all bench load messages lock
.PHONY: $(commands)
$(commands):
	@sh scripts/dev $@
