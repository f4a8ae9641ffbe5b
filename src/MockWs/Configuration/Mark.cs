using System.Text.Json;

namespace MockWs.Configuration;

/// <summary>A place in a text, as an editor counts: from 1, columns in UTF-16 characters.</summary>
internal readonly record struct Place(int Line, int Column)
{
    /// <summary>The same place, told in the text that this one is a part of.</summary>
    /// <param name="start">Where the part begins.</param>
    public Place After(Place start) => new(start.Line + Line - 1, Line == 1 ? start.Column + Column - 1 : Column);

    public override string ToString() => $"({Line},{Column})";
}

/// <summary>What is known of a value that the flattened configuration no longer tells.</summary>
/// <param name="Source">Where it came from, as errors name it: a file, the environment; empty if that is not known.</param>
internal sealed record Mark(string Source)
{
    /// <summary>The folder of the scenario's file; null if the value comes from no file.</summary>
    public string? Folder { get; init; }

    /// <summary>How many endpoints come before those of its file, where the files of a folder make one list of them.</summary>
    public int EndpointsBefore { get; init; }

    /// <summary>Where its key stands, or the value itself if it has none; null if it comes from no file.</summary>
    public Place? Key { get; init; }

    /// <summary>Where it stands; null if it comes from no file.</summary>
    public Place? Value { get; init; }

    /// <summary>What it was in JSON; null if it comes from no file.</summary>
    public JsonValueKind? Kind { get; init; }
}
