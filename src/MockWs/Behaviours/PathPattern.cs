namespace MockWs.Behaviours;

/// <summary>
/// A pattern for paths: <c>/chat/{room}</c> names a segment, <c>*</c> is any one segment, <c>**</c> at the end is all that is left, none
/// included. The rest is compared letter by letter, case and all. Immutable.
/// </summary>
internal sealed class PathPattern : IEquatable<PathPattern>
{
    private readonly string[] _segments;

    private PathPattern(string source, string[] segments) => (Source, _segments) = (source, segments);

    /// <summary>The pattern as it was written.</summary>
    public string Source { get; }

    /// <exception cref="FormatException">The pattern is wrong; the message says where.</exception>
    public static PathPattern Parse(string source)
    {
        if (!source.StartsWith('/'))
        {
            throw new FormatException($"The path pattern \"{source}\" does not begin with a slash. Write \"/{source}\".");
        }

        var segments = source[1..].Split('/');
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            if (segment == "**" && i < segments.Length - 1)
            {
                throw new FormatException($"The path pattern \"{source}\" goes on after **, which takes all that is left. Use * for one segment.");
            }

            if (NameOf(segment) is { } name)
            {
                if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
                {
                    throw new FormatException($"The path pattern \"{source}\" has the parameter \"{segment}\": a name is made of letters, digits and _.");
                }

                if (!names.Add(name))
                {
                    throw new FormatException($"The path pattern \"{source}\" has the parameter {segment} twice.");
                }
            }
            else if (segment.AsSpan().ContainsAny('{', '}') || (segment.Contains('*') && segment is not ("*" or "**")))
            {
                throw new FormatException(
                    $"The path pattern \"{source}\" has the segment \"{segment}\": a parameter or a star takes a whole segment, such as /chat/{{room}}.");
            }
        }

        return new PathPattern(source, segments);
    }

    /// <summary>Compares a path as it came, percent-encoded, without its query.</summary>
    /// <returns>The parameters, decoded; null if the path does not fit.</returns>
    public IReadOnlyDictionary<string, string>? Match(string path)
    {
        var parts = path[1..].Split('/');
        var hasRest = _segments[^1] == "**";
        if (hasRest ? parts.Length < _segments.Length - 1 : parts.Length != _segments.Length)
        {
            return null;
        }

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _segments.Length - (hasRest ? 1 : 0); i++)
        {
            var value = Uri.UnescapeDataString(parts[i]);
            if (NameOf(_segments[i]) is { } name)
            {
                parameters[name] = value;
            }
            else if (!IsOpen(_segments[i]) && _segments[i] != value)
            {
                return null;
            }
        }

        return parameters;
    }

    /// <summary>Whether every path that fits another pattern fits this one.</summary>
    public bool Takes(PathPattern other)
    {
        for (var i = 0; i < _segments.Length; i++)
        {
            if (_segments[i] == "**")
            {
                return true;
            }

            if (i == other._segments.Length || other._segments[i] == "**" || !(IsOpen(_segments[i]) || _segments[i] == other._segments[i]))
            {
                return false;
            }
        }

        return _segments.Length == other._segments.Length;
    }

    public bool Equals(PathPattern? other) => other is not null && other.Source == Source;

    public override bool Equals(object? obj) => Equals(obj as PathPattern);

    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Source;

    private static bool IsOpen(string segment) => segment == "*" || NameOf(segment) is not null;

    private static string? NameOf(string segment) => segment.StartsWith('{') && segment.EndsWith('}') ? segment[1..^1] : null;
}
