/* Passkeys: the form that carries data-passkey is shown and filled by the device. Without this
   script, or on a device without passkeys, people sign in with a code. */
(() => {
  if (!window.PublicKeyCredential || !PublicKeyCredential.parseCreationOptionsFromJSON) return;
  const ajax = { "X-Requested-With": "XMLHttpRequest" };

  const made = async (form) => {
    const { publicKey } = JSON.parse(form.dataset.options);
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: "required", requireResidentKey: true, userVerification: "required",
    };
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey);
    return navigator.credentials.create({ publicKey: options });
  };

  const shown = async (form) => {
    const given = form.dataset.passkey === "sign-in"
      ? (await (await fetch(form.action, { headers: ajax })).json()).request_options
      : JSON.parse(form.dataset.options);
    const options = PublicKeyCredential.parseRequestOptionsFromJSON(given.publicKey);
    return navigator.credentials.get({ publicKey: options });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failed = form.querySelector("[data-failed]");
      failed.hidden = true;
      try {
        const credential = await (form.dataset.passkey === "add" ? made(form) : shown(form));
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
