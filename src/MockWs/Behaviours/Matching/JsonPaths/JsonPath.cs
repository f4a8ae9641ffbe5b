using System.Text.Json;

namespace MockWs.Behaviours.Matching.JsonPaths;

/// <summary>A query for nodes of a JSON value, in the words of RFC 9535. Immutable and safe for concurrent use.</summary>
internal sealed class JsonPath : IEquatable<JsonPath>
{
    private readonly Query _query;

    private JsonPath(string source, Query query)
    {
        Source = source;
        _query = query;
    }

    /// <summary>The path as it was written.</summary>
    public string Source { get; }

    /// <exception cref="ArgumentException">The text is no JSONPath; the message says what is wrong and where.</exception>
    public static JsonPath Parse(string path)
    {
        try
        {
            return new JsonPath(path, JsonPathParser.Parse(path));
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"{JsonText.Quote(path)} is no JSONPath: {e.Message}", nameof(path), e);
        }
    }

    /// <summary>The nodes that the path leads to, in document order; none if it leads nowhere.</summary>
    public IReadOnlyList<JsonElement> Select(JsonElement root) => _query.Nodes(new FilterScope(root, root));

    /// <summary>Whether both were written alike.</summary>
    public bool Equals(JsonPath? other) => other is not null && Source == other.Source;

    public override bool Equals(object? obj) => Equals(obj as JsonPath);

    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Where a query starts, and the steps it takes from there (RFC 9535 section 2.1).</summary>
/// <param name="FromRoot">Whether it starts at the root, <c>$</c>; else at the node a filter looks at, <c>@</c>.</param>
/// <param name="Segments">The steps.</param>
internal sealed record Query(bool FromRoot, Segment[] Segments)
{
    /// <summary>Whether the query can lead to one node at most (RFC 9535 section 2.3.5.1).</summary>
    public bool IsSingular { get; } = Segments.All(segment => segment is { Descends: false, Selectors: [NameSelector or IndexSelector] });

    public IReadOnlyList<JsonElement> Nodes(FilterScope scope)
    {
        List<JsonElement> nodes = [FromRoot ? scope.Root : scope.Current];
        foreach (var segment in Segments)
        {
            List<JsonElement> next = [];
            foreach (var node in nodes)
            {
                segment.Select(scope.Root, node, next);
            }

            nodes = next;
        }

        return nodes;
    }
}

/// <summary>One step: from a node to its children, or to all its descendants (RFC 9535 section 2.5).</summary>
internal sealed record Segment(Selector[] Selectors, bool Descends)
{
    public void Select(JsonElement root, JsonElement node, List<JsonElement> selected)
    {
        foreach (var selector in Selectors)
        {
            selector.Select(root, node, selected);
        }

        if (Descends)
        {
            foreach (var child in Selector.Children(node))
            {
                Select(root, child, selected);
            }
        }
    }
}
