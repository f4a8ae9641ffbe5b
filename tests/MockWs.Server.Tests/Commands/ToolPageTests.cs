using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using MockWs.Server.Commands;
using MockWs.Server.Telemetry;

namespace MockWs.Server.Tests.Commands;

/// <summary>docs/tool.md says what the command line has, no more and no less, and its examples can be typed.</summary>
internal sealed partial class ToolPageTests
{
    private static readonly RootCommand Root = ServeCommand.Create();

    private static readonly Dictionary<string, string> Sections = File.ReadAllText(Path.Combine(FindRoot(TestContext.CurrentContext.TestDirectory), "docs/tool.md"))
        .Split("\n## ").Skip(1).ToDictionary(section => section.Split('\n')[0], section => section);

    private static IEnumerable<string> Names => Root.Subcommands.Select(command => $"mockws {command.Name}").Prepend("mockws");

    [Test]
    public void The_page_has_a_section_for_each_command_and_for_no_other() =>
        Sections.Keys.Where(title => title.StartsWith('`')).Should().BeEquivalentTo(Names.Select(name => $"`{name}`"));

    [TestCaseSource(nameof(Names))]
    public void The_section_of_a_command_has_each_of_its_options_and_no_other(string name)
    {
        // What verify serves by stands with what mockws serves by, and so does what every command has.
        IEnumerable<string> elsewhere = name == "mockws" ? [] : [.. OptionsOn("mockws").Where(_ => name == "mockws verify"), "--help"];
        OptionsOn(name).Should().BeEquivalentTo(OptionsOf(CommandOf(name)).Except(elsewhere));
    }

    [Test]
    public void The_section_of_a_command_names_its_arguments() =>
        Names.Where(name => name != "mockws verify").SelectMany(name => CommandOf(name).Arguments.Select(argument => (name, argument))).Should().AllSatisfy(one =>
            Sections[$"`{one.name}`"].Should().Contain(one.argument.Arity.MaximumNumberOfValues > 1 ? $"`{one.argument.Name}…`" : $"`{one.argument.Name}`"));

    [Test]
    public void The_examples_are_what_the_command_line_takes() =>
        Sections.Values.SelectMany(section => Rows(section)).Select(row => row[^1].Trim('`')).Where(example => example.StartsWith("mockws", StringComparison.Ordinal))
            .Should().HaveCountGreaterThan(30)
            .And.AllSatisfy(example => Root.Parse([.. CommandLineParser.SplitCommandLine(example).Skip(1)]).Errors.Should().BeEmpty(example));

    [Test]
    public void The_examples_of_a_section_are_of_its_command_and_show_the_option_of_their_row() =>
        Names.SelectMany(name => Rows(Sections[$"`{name}`"]).Select(row => (name, row))).Should().AllSatisfy(one =>
            one.row[^1].Should().StartWith($"`{one.name} ").And.Contain(OptionName().Match(one.row[0]).Value));

    [Test]
    public void The_page_has_each_exit_code_and_no_other() =>
        Regex.Matches(Sections["Exit codes"], @"^\| (\d+) \|", RegexOptions.Multiline).Select(row => int.Parse(row.Groups[1].Value, null))
            .Should().BeEquivalentTo(Enum.GetValues<ExitCode>().Select(code => (int)code));

    [Test]
    public void The_page_has_what_the_tool_reads_from_the_environment() =>
        Sections["The environment"].Should().ContainAll(
            $"`{ApiOptions.TokenVariable}`", $"`{ApiOptions.HostsVariable}`", $"`{Collector.EndpointVariable}`", $"`{Collector.ProtocolVariable}`");

    private static Command CommandOf(string name) =>
        name == "mockws" ? Root : Root.Subcommands.Single(command => name == $"mockws {command.Name}");

    private static IEnumerable<string> OptionsOf(Command command) =>
        command.Options.Concat(Root.Options.Where(option => option.Recursive)).Where(option => !option.Hidden).Select(option => option.Name).Distinct();

    private static List<string> OptionsOn(string name) => [.. Rows(Sections[$"`{name}`"]).Select(row => OptionName().Match(row[0]).Value)];

    /// <summary>The rows of a table that begin with an option, cell by cell.</summary>
    private static IEnumerable<string[]> Rows(string section) => section.Split('\n')
        .Where(line => line.StartsWith("| `--", StringComparison.Ordinal))
        .Select(line => CellBorder().Split(line.Trim('|')).Select(cell => cell.Trim()).ToArray());

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "MockWs.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests holds MockWs.sln."));

    [GeneratedRegex(@"--[a-z-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellBorder();
}
