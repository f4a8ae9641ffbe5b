using System.Text.RegularExpressions;

namespace MockWs.Architecture;

internal sealed partial class RepositoryTests
{
    private const int LongestFile = 350;

    private static IEnumerable<string> Scripts =>
        Repository.Files.Where(file => Path.GetDirectoryName(file) is "scripts" or ".ci");

    [Test]
    public void No_source_file_is_longer_than_one_reading_holds() =>
        Repository.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => (file, lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .Where(one => one.lines >= LongestFile)
            .Should().BeEmpty();

    [TestCaseSource(nameof(Scripts))]
    [Platform(Exclude = "Win", Reason = "Files have no executable bit there.")]
    public void A_script_can_be_executed_and_bash_can_read_it(string script)
    {
        File.ReadLines(Repository.PathOf(script)).First().Should().Be("#!/usr/bin/env bash");
        FluentActions.Invoking(() => Repository.Run("test", "-x", script)).Should().NotThrow();
        FluentActions.Invoking(() => Repository.Run("bash", "-n", script)).Should().NotThrow();
    }

    [Test]
    public void No_file_holds_a_path_of_the_machine_it_was_written_on() =>
        Repository.Files
            .SelectMany(file => MachinePath().Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => $"{file}: {match.Value}"))
            .Should().BeEmpty();

    [TestCase("cd /work", "/main", true)]
    [TestCase("\"/root", "/.nuget\"", true)]
    [TestCase("/home", "/somebody/MockWs", true)]
    [TestCase("https://example.org/work", "/main", false)]
    [TestCase("samples/root", "/file", false)]
    public void A_machine_path_is_told_from_a_path_that_happens_to_look_like_one(string start, string end, bool found) =>
        MachinePath().IsMatch(start + end).Should().Be(found);

    [GeneratedRegex(@"(?<![\w.-])/(work|root|home)/[\w.-]+")]
    private static partial Regex MachinePath();
}
