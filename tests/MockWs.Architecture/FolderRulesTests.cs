using Sample;

namespace MockWs.Architecture;

internal sealed class FolderRulesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Wire"] = [],
        ["Transports"] = [],
        ["Faults"] = ["Wire"],
        ["Recording"] = ["Wire"],
        ["Callbacks"] = ["Wire"],
        ["Behaviours"] = ["Wire", "Faults", "Callbacks"],
        ["Expectations"] = ["Wire", "Recording", "Behaviours"],
        ["Configuration"] = ["Behaviours", "Faults"],
        ["Sessions"] = ["Wire", "Faults", "Recording", "Callbacks", "Behaviours"],
        ["Language"] = [FolderRules.Root, "Transports", "Faults", "Callbacks", "Behaviours", "Configuration"],
    };

    private static readonly IReadOnlyList<string> SampleViolations =
        new FolderRules("Sample", new Dictionary<string, string[]> { ["Wire"] = [], ["Recording"] = ["Wire"] })
            .Violations(typeof(Server).Assembly.Location);

    [Test]
    public void The_folders_of_MockWs_refer_to_each_other_as_the_design_allows() =>
        new FolderRules("MockWs", Allowed).Violations(typeof(Wire.Opcode).Assembly.Location).Should().BeEmpty();

    [TestCase("Inherits", "Session", "in its declaration")]
    [TestCase("Implements", "ISession", "in its declaration")]
    [TestCase("Constrains`1", "Session", "in its declaration")]
    [TestCase("IsMarked", "SessionAttribute", "in its declaration")]
    [TestCase("MarksWithType", "Session", "in its declaration")]
    [TestCase("HasField", "Session", "in field Peer")]
    [TestCase("HasProperty", "Session", "in field Peer")]
    [TestCase("Takes", "Session", "in method Take")]
    [TestCase("ReturnsMany", "Session", "in method All")]
    [TestCase("Creates", "Session", "in method Run")]
    [TestCase("CreatesInLambda", "Session", "in method Run")]
    [TestCase("CreatesInLocalFunction", "Session", "in method Run")]
    [TestCase("CreatesAfterAwait", "Session", "in method Run")]
    [TestCase("CreatesInIterator", "Session", "in method Run")]
    [TestCase("Reads", "Session", "in method Run")]
    [TestCase("Tests", "Session", "in method Run")]
    [TestCase("Catches", "SessionException", "in method Run")]
    [TestCase("NamesTypeOf", "Session", "in method Run")]
    [TestCase("FillsGenericMethod", "Session", "in method Run")]
    [TestCase("Deflate.InSubfolder", "Session", "in method Run")]
    public void A_reference_from_Wire_to_Sessions_is_found_wherever_it_stands(string from, string to, string where) =>
        SampleViolations.Should().Contain($"Sample.Wire.{from} -> Sample.Sessions.{to} ({where})");

    [Test]
    public void A_reference_to_the_root_is_forbidden() =>
        SampleViolations.Should().Contain("Sample.Wire.NamesRoot -> Sample.Server (in method Run)");

    [Test]
    public void A_folder_that_the_table_does_not_know_may_refer_to_nothing() =>
        SampleViolations.Should().Contain("Sample.Stray.Unknown -> Sample.Wire.Frame (in method Run)");

    [Test]
    public void What_is_allowed_is_no_violation() =>
        SampleViolations.Should().NotContain(line => line.StartsWith("Sample.Recording.", StringComparison.Ordinal))
            .And.NotContain(line => line.StartsWith("Sample.Server ", StringComparison.Ordinal));
}
