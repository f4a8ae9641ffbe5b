namespace MockWs.Behaviours.Matching.JsonPaths;

/// <summary>Reads segments and selectors (RFC 9535 sections 2.3 and 2.5).</summary>
internal static class JsonPathParser
{
    /// <exception cref="FormatException">The text is no JSONPath.</exception>
    public static Query Parse(string source)
    {
        var text = new PathText(source);
        if (!text.IsAt('$'))
        {
            throw text.Expected("$, with which every path begins");
        }

        var query = ParseQuery(text);
        return text.IsAtEnd ? query : throw text.Expected("a dot, a bracket or the end");
    }

    /// <summary>Reads a query from its <c>$</c> or <c>@</c> on, up to where no segment follows.</summary>
    public static Query ParseQuery(PathText text)
    {
        var fromRoot = text.TryTake("$");
        if (!fromRoot)
        {
            text.Take("@");
        }

        List<Segment> segments = [];
        while (TryParseSegment(text) is { } segment)
        {
            segments.Add(segment);
        }

        return new Query(fromRoot, [.. segments]);
    }

    private static Segment? TryParseSegment(PathText text)
    {
        var start = text.Offset;
        text.SkipBlanks();
        if (text.TryTake(".."))
        {
            return new Segment(text.IsAt('[') ? ParseBrackets(text) : [ParseShorthand(text)], Descends: true);
        }

        if (text.TryTake("."))
        {
            return new Segment([ParseShorthand(text)], Descends: false);
        }

        if (text.IsAt('['))
        {
            return new Segment(ParseBrackets(text), Descends: false);
        }

        // Blanks belong between segments, not after the last.
        text.GoBackTo(start);
        return null;
    }

    private static Selector ParseShorthand(PathText text) =>
        text.TryTake("*") ? new WildcardSelector() :
        text.IsAtName ? new NameSelector(text.TakeName()) :
        throw text.Expected("a name or *");

    private static Selector[] ParseBrackets(PathText text)
    {
        text.Take("[");
        List<Selector> selectors = [];
        do
        {
            text.SkipBlanks();
            selectors.Add(ParseSelector(text));
            text.SkipBlanks();
        }
        while (text.TryTake(","));
        return text.TryTake("]") ? [.. selectors] : throw text.Expected("a comma or ]");
    }

    private static Selector ParseSelector(PathText text)
    {
        if (text.IsAtString)
        {
            return new NameSelector(text.TakeString());
        }

        if (text.TryTake("*"))
        {
            return new WildcardSelector();
        }

        if (text.TryTake("?"))
        {
            text.SkipBlanks();
            return new FilterSelector(FilterParser.Parse(text));
        }

        return text.IsAtNumber || text.IsAt(':') ? ParseIndexOrSlice(text) : throw text.Expected("a name in quotes, an index, a slice, * or ?");
    }

    private static Selector ParseIndexOrSlice(PathText text)
    {
        var start = TryParseInteger(text);
        if (!text.TryTake(":"))
        {
            return new IndexSelector(start!.Value);
        }

        text.SkipBlanks();
        var end = TryParseInteger(text);
        if (!text.TryTake(":"))
        {
            return new SliceSelector(start, end, 1);
        }

        text.SkipBlanks();
        return new SliceSelector(start, end, TryParseInteger(text) ?? 1);
    }

    private static long? TryParseInteger(PathText text)
    {
        if (!text.IsAtNumber)
        {
            return null;
        }

        var integer = text.TakeInteger();
        text.SkipBlanks();
        return integer;
    }
}
