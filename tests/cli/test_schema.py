import json

from tests.commandline import Run


def test_the_schema_describes_every_setting(run: Run) -> None:
    outcome = run("schema")

    assert outcome.exit_code == 0
    schema = json.loads(outcome.out)
    assert schema["required"] == ["image", "platform", "secret"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["config"]["$ref"].endswith("/renovate-global-schema.json")
    assert {"timeZone", "configIn", "networkPolicy", "overlays"} <= schema["properties"].keys()
    assert "description" in schema["$defs"]["Image"]["properties"]["tag"]
