using System.Text.Json;

namespace MockWs.Behaviours.Matching.JsonPaths;

/// <summary>Reads the expression of a filter, and holds it to the types of RFC 9535 section 2.4.3.</summary>
internal static class FilterParser
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];

    private static readonly JsonElement True = JsonElement.Parse("true");
    private static readonly JsonElement False = JsonElement.Parse("false");
    private static readonly JsonElement Null = JsonElement.Parse("null");

    public static Filter Parse(PathText text)
    {
        var filter = ParseAnd(text);
        while (TakeAfterBlanks(text, "||"))
        {
            filter = new OrFilter(filter, ParseAnd(text));
        }

        return filter;
    }

    private static Filter ParseAnd(PathText text)
    {
        var filter = ParseBasic(text);
        while (TakeAfterBlanks(text, "&&"))
        {
            filter = new AndFilter(filter, ParseBasic(text));
        }

        return filter;
    }

    private static Filter ParseBasic(PathText text)
    {
        text.SkipBlanks();
        if (text.TryTake("!"))
        {
            text.SkipBlanks();
            return new NotFilter(text.IsAt('(') ? ParseParentheses(text) : ToTest(ParseTerm(text)));
        }

        return text.IsAt('(') ? ParseParentheses(text) : ParseComparisonOrTest(text);
    }

    private static Filter ParseParentheses(PathText text)
    {
        text.Take("(");
        var filter = Parse(text);
        text.SkipBlanks();
        text.Take(")");
        return filter;
    }

    private static Filter ParseComparisonOrTest(PathText text)
    {
        var left = ParseTerm(text);
        text.SkipBlanks();
        if (Operators.FirstOrDefault(text.TryTake) is not { } comparison)
        {
            return ToTest(left);
        }

        text.SkipBlanks();
        return new ComparisonFilter(ToValue(left), comparison, ToValue(ParseTerm(text)));
    }

    /// <summary>What stands on one side of a comparison, or alone: a value, or a function that is a test of its own.</summary>
    private readonly record struct Term(int Offset, Operand? Operand, Filter? Test = null);

    private static Term ParseTerm(PathText text)
    {
        var start = text.Offset;
        return
            text.IsAt('$') || text.IsAt('@') ? new Term(start, new QueryOperand(JsonPathParser.ParseQuery(text))) :
            text.IsAtString ? new Term(start, new LiteralOperand(StringOf(text))) :
            text.IsAtNumber ? new Term(start, new LiteralOperand(text.TakeNumber())) :
            text.IsAtName ? ParseWord(text) :
            throw text.Expected("$, @, a value or a function");
    }

    private static JsonElement StringOf(PathText text) => JsonElement.Parse(JsonText.Quote(text.TakeString()));

    private static Term ParseWord(PathText text)
    {
        var start = text.Offset;
        var word = text.TakeName();
        return text.IsAt('(') ? ParseFunction(text, word, start) : new Term(start, new LiteralOperand(word switch
        {
            "true" => True,
            "false" => False,
            "null" => Null,
            _ => throw PathText.Wrong($"{JsonText.Quote(word)} is neither a value nor a function; a string needs quotes", start),
        }));
    }

    private static Term ParseFunction(PathText text, string name, int start)
    {
        var arguments = ParseArguments(text);
        return (name, arguments) switch
        {
            ("length", [var value]) => new Term(start, new LengthFunction(ToValue(value))),
            ("count", [var nodes]) => new Term(start, new CountFunction(ToQuery(nodes))),
            ("value", [var nodes]) => new Term(start, new ValueFunction(ToQuery(nodes))),
            ("match", [var value, var pattern]) => new Term(start, null, new RegexFunction(ToValue(value), ToValue(pattern), Whole: true)),
            ("search", [var value, var pattern]) => new Term(start, null, new RegexFunction(ToValue(value), ToValue(pattern), Whole: false)),
            ("length" or "count" or "value", _) => throw PathText.Wrong($"{name}() takes one argument", start),
            ("match" or "search", _) => throw PathText.Wrong($"{name}() takes two arguments", start),
            _ => throw PathText.Wrong($"there is no function {name}(); there are length, count, value, match and search", start),
        };
    }

    private static List<Term> ParseArguments(PathText text)
    {
        List<Term> arguments = [];
        text.Take("(");
        text.SkipBlanks();
        while (!text.IsAt(')'))
        {
            if (arguments.Count > 0)
            {
                text.Take(",");
                text.SkipBlanks();
            }

            arguments.Add(ParseTerm(text));
            text.SkipBlanks();
        }

        text.Take(")");
        return arguments;
    }

    private static Operand ToValue(Term term) => term.Operand switch
    {
        null => throw PathText.Wrong("match() and search() are tests, not values to compare", term.Offset),
        QueryOperand { Query.IsSingular: false } => throw PathText.Wrong("this query may lead to several nodes where one value is needed", term.Offset),
        var value => value,
    };

    private static Query ToQuery(Term term) =>
        (term.Operand as QueryOperand)?.Query ?? throw PathText.Wrong("a query is needed here, such as @.*", term.Offset);

    private static Filter ToTest(Term term) =>
        term.Test ?? (term.Operand is QueryOperand query
            ? new ExistsFilter(query.Query)
            : throw PathText.Wrong("a value alone is no test; compare it", term.Offset));

    private static bool TakeAfterBlanks(PathText text, string token)
    {
        text.SkipBlanks();
        return text.TryTake(token);
    }
}
