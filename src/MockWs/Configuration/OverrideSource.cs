using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace MockWs.Configuration;

/// <summary>Values of the command line, over those of files and environment.</summary>
/// <param name="values">The values by configuration path.</param>
internal sealed class OverrideSource(IEnumerable<KeyValuePair<string, string?>> values) : MemoryConfigurationSource, IConfigurationSource
{
    IConfigurationProvider IConfigurationSource.Build(IConfigurationBuilder builder)
    {
        InitialData = values;
        return new OverrideProvider(this);
    }
}

/// <summary>Holds the values of the command line, which errors name.</summary>
internal sealed class OverrideProvider(OverrideSource source) : MemoryConfigurationProvider(source), IMarkedProvider
{
    private static readonly Mark CommandLine = new("command line");

    public IReadOnlyDictionary<string, Mark> Marks { get; } =
        (source.InitialData ?? []).ToDictionary(value => value.Key, _ => CommandLine, StringComparer.OrdinalIgnoreCase);
}
