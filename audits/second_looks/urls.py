"""Where the rules of moderation, their coverage, the agreement and the calibration sessions are."""

from django.urls import URLPattern, path

from audits.views import agreement, calibration, second_looks


def patterns() -> list[URLPattern]:
    """No case reference stands in any of them."""
    return [
        path("moderation/rules/", second_looks.rules, name="second_look_rules"),
        path("moderation/rules/new/", second_looks.new, name="second_look_rule_new"),
        path("moderation/rules/<int:pk>/", second_looks.rule, name="second_look_rule"),
        path("moderation/coverage/", second_looks.covered, name="moderation_coverage"),
        path("moderation/agreement/", agreement.agreed, name="agreement"),
        path("calibration/", calibration.Calibrations.as_view(), name="calibrations"),
        path("calibration/new/", calibration.new, name="calibration_new"),
        path("calibration/<int:pk>/", calibration.session, name="calibration"),
        path("calibration/<int:pk>/close/", calibration.close, name="calibration_close"),
        path("calibration/<int:pk>/cases/<int:position>/", calibration.case, name="calibration_case"),
    ]
