using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace MockWs.Configuration;

/// <summary>A scenario's file as a source of configuration. Payloads are kept as JSON text, where a plain JSON source would lose their types.</summary>
internal sealed class ScenarioJsonSource : JsonConfigurationSource
{
    /// <summary>The file as the user named it, for errors.</summary>
    public required string Name { get; init; }

    /// <summary>The keys whose values are kept as JSON text.</summary>
    public required IReadOnlySet<string> KeptKeys { get; init; }

    /// <summary>The folder whose scenarios make one, and which of them this is; null for a file by itself.</summary>
    public (ScenarioFolder Folder, int File)? Part { get; init; }

    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new ScenarioJsonProvider(this);
    }
}

/// <summary>A source of configuration that knows more of its values than their text.</summary>
internal interface IMarkedProvider
{
    /// <summary>What is known of each value, by its configuration path.</summary>
    IReadOnlyDictionary<string, Mark> Marks { get; }
}

/// <summary>Loads a scenario's file, and keeps the place of each value.</summary>
internal sealed class ScenarioJsonProvider(ScenarioJsonSource source) : JsonConfigurationProvider(source), IMarkedProvider
{
    public IReadOnlyDictionary<string, Mark> Marks { get; private set; } = new Dictionary<string, Mark>();

    /// <exception cref="ScenarioException">The file is no JSON object, or has a key twice.</exception>
    public override void Load(Stream stream)
    {
        using var file = new MemoryStream();
        stream.CopyTo(file);
        var scanner = new ScenarioScanner(
            WithoutByteOrderMark(file.GetBuffer().AsMemory(0, (int)file.Length)), FolderAndName(), source.KeptKeys);
        using var flat = new MemoryStream(scanner.Scan());
        Marks = scanner.Marks;
        base.Load(flat);
        if (source.Part is var (folder, part))
        {
            folder.Count(part, Marks.Keys.Count(ConfigurationPaths.IsEndpoint));
            MoveEndpoints(folder.EndpointsBefore(part));
        }
    }

    /// <summary>The text without the mark that some editors put before it.</summary>
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

    private void MoveEndpoints(int by)
    {
        Data = Data.ToDictionary(entry => ConfigurationPaths.MoveEndpoint(entry.Key, by), entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        Marks = Marks.ToDictionary(
            entry => ConfigurationPaths.MoveEndpoint(entry.Key, by), entry => entry.Value with { EndpointsBefore = by }, StringComparer.OrdinalIgnoreCase);
    }

    private Mark FolderAndName() =>
        new(source.Name) { Folder = Path.GetDirectoryName(source.FileProvider?.GetFileInfo(source.Path ?? "").PhysicalPath) };
}
