"""Addresses of the union's desk."""

from django.urls import path

from . import accounts, deleting, desk, endorsing, files, passwords, versions, views, withdrawing

urlpatterns = [
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("password/forgotten/", passwords.forgotten, name="forgotten"),
    path("password/letter/", passwords.letter_written, name="letter_written"),
    path("password/new/<str:uidb64>/<str:token>/", passwords.new_password, name="new_password"),
    path("password/change/", passwords.change_password, name="change_password"),
    path("desk/", desk.desk, name="desk"),
    path("calls/<int:pk>/apply/", views.apply, name="apply"),
    path("dossiers/<uuid:key>/", views.dossier, name="dossier"),
    path("dossiers/<uuid:key>/endorse/", endorsing.endorse, name="endorse"),
    path("dossiers/<uuid:key>/receipt/", endorsing.receipt, name="receipt"),
    path("dossiers/<uuid:key>/withdraw/", withdrawing.withdraw, name="withdraw"),
    path("dossiers/<uuid:key>/delete/", deleting.delete, name="delete_draft"),
    path("dossiers/<uuid:key>/versions/<int:n>/", versions.version, name="version"),
    path(
        "dossiers/<uuid:key>/versions/<int:n>/photos/<uuid:photo>/<str:size>/",
        files.version_photo,
        name="version_photo",
    ),
    path(
        "dossiers/<uuid:key>/versions/<int:n>/files/<uuid:file>/",
        files.version_file,
        name="version_file",
    ),
    path("photos/<uuid:key>/<str:size>/", files.photo, name="photo"),
    path("files/<uuid:key>/", files.file, name="file"),
]
