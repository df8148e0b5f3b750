document.body.textContent = "Riffle";
