// Shows a chosen photo before it is saved.
function show(place, file) {
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    const picture = document.createElement("img");
    picture.alt = file.name;
    picture.src = reader.result;
    place.replaceChildren(picture);
  });
  reader.readAsDataURL(file);
}

for (const row of document.querySelectorAll("[data-cs-photo]")) {
  const place = row.querySelector(".cs-photo__picture");
  const before = [...place.childNodes];
  row.querySelector('input[type="file"]').addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file && file.type === "image/jpeg") {
      show(place, file);
    } else {
      place.replaceChildren(...before);
    }
  });
}
