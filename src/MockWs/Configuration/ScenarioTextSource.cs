using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace MockWs.Configuration;

/// <summary>A scenario's text, from wherever it came, as a source of configuration.</summary>
/// <param name="utf8">The JSON.</param>
/// <param name="mark">How errors name it, and the folder that files in it are read from.</param>
/// <param name="keptKeys">The keys whose values are kept as JSON text.</param>
internal sealed class ScenarioTextSource(ReadOnlyMemory<byte> utf8, Mark mark, IReadOnlySet<string> keptKeys) : JsonStreamConfigurationSource
{
    /// <exception cref="ScenarioException">The text is no JSON object, or has a key twice.</exception>
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        var scanner = new ScenarioScanner(ScenarioJsonProvider.WithoutByteOrderMark(utf8), mark, keptKeys);
        Stream = new MemoryStream(scanner.Scan());
        return new ScenarioTextProvider(this, scanner.Marks);
    }
}

/// <summary>Holds a scenario's text, and the place of each value.</summary>
internal sealed class ScenarioTextProvider(ScenarioTextSource source, IReadOnlyDictionary<string, Mark> marks)
    : JsonStreamConfigurationProvider(source), IMarkedProvider
{
    public IReadOnlyDictionary<string, Mark> Marks { get; } = marks;
}
