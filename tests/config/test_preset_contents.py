from renovate_kit.config.options import load_catalogue
from renovate_kit.config.preset_contents import bodies_below, extended_by, settings_below


def test_a_preset_leads_to_those_below_it_but_not_to_itself() -> None:
    below = extended_by("config:best-practices", load_catalogue())
    assert below is not None
    assert {"config:recommended", ":dependencyDashboard", "docker:pinDigests"} <= below
    assert "config:best-practices" not in below


def test_a_preset_of_somebody_else_leaves_the_contents_open() -> None:
    catalogue = load_catalogue()
    assert bodies_below([":dependencyDashboard", "github>a/b"], catalogue) is None
    assert extended_by("config:recomended", catalogue) is None
    assert settings_below(["{{a}}"], catalogue) is None


def test_arguments_are_handed_down() -> None:
    below = extended_by(":automergeAll", load_catalogue())
    assert below == frozenset()
    body = bodies_below([":label(a)"], load_catalogue())
    assert body is not None
    assert set(body) == {":label(a)"}


def test_what_a_preset_sets_can_be_told_without_one_of_its_parts() -> None:
    catalogue = load_catalogue()
    names = ["config:recommended"]
    whole = settings_below(names, catalogue)
    rest = settings_below(names, catalogue, without=":dependencyDashboard")
    assert whole is not None
    assert rest is not None
    assert whole - rest == {"dependencyDashboard"}
