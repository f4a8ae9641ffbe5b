using Microsoft.Extensions.Configuration;
using MockWs.Behaviours.Actions;
using MockWs.Configuration;
using MockWs.Configuration.Shapes;

namespace MockWs.Language;

/// <summary>Parts of a scenario that stand by themselves, in the scenario's own JSON and as strictly read.</summary>
internal static class ScenarioFragments
{
    private static readonly Shape<IReadOnlyList<MockAction>> Actions = Shape.Object(Member.Required("then", "What is done, in order.", ActionWords.List));

    /// <summary>Reads <c>{ "then": [ … ] }</c>.</summary>
    /// <param name="utf8">The object.</param>
    /// <param name="folder">Where the files are that it sends; null if it may send none.</param>
    /// <exception cref="ScenarioException">It is wrong; the message has all errors.</exception>
    public static IReadOnlyList<MockAction> ReadActions(ReadOnlyMemory<byte> utf8, string? folder) =>
        Read(utf8, folder, node => Actions.Read(node).Is(out var actions) ? actions : []);

    /// <summary>Reads something of one's own making.</summary>
    /// <param name="utf8">A JSON object.</param>
    /// <param name="folder">Where the files are that it names; null if it may name none.</param>
    /// <param name="read">Says what it is; what is wrong is noted in the node.</param>
    /// <exception cref="ScenarioException">It is wrong; the message has all errors.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, string? folder, Func<ScenarioNode, T> read)
    {
        var configuration = new ConfigurationBuilder().Add(ScenarioReader.Source(utf8, "body", folder)).Build();
        var report = new ScenarioReport(configuration);
        var result = read(new ScenarioNode(configuration, report));
        report.ThrowIfWrong();
        return result;
    }
}
