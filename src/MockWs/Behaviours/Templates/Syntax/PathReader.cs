using System.Globalization;

namespace MockWs.Behaviours.Templates.Syntax;

/// <summary>Reads a path: <c>message.json.items[0].id</c>, <c>headers["User-Agent"]</c>, <c>captured[message.json.name]</c>.</summary>
/// <param name="tokens">The words of the expression.</param>
/// <param name="variables">The variables that the template has given a value before this place.</param>
internal sealed class PathReader(TokenReader tokens, IReadOnlyCollection<string> variables)
{
    /// <summary>Reads the path that begins with a name already taken.</summary>
    public TemplatePath Read(Token first)
    {
        var root = variables.Contains(first.Text) ? null : TemplateRoot.Of(first.Text) ?? ReadGroup(first);
        var steps = new List<TemplatePath.Step>();
        var end = root is null ? first.End : first.Start + root.Name.Length;
        while (tokens.Next.IsSymbol(".") || tokens.Next.IsSymbol("["))
        {
            var (step, stepEnd) = ReadStep(first.Start);
            steps.Add(step);
            end = stepEnd;
        }

        return new TemplatePath(tokens.Source(first.Start, end), root, first.Text, steps);
    }

    /// <summary>Reads the second word of a root such as <c>message.text</c>.</summary>
    private TemplateRoot ReadGroup(Token first)
    {
        var members = TemplateRoot.MembersOf(first.Text);
        if (members.Count == 0)
        {
            var hint = NearestName.Hint(first.Text, [.. TemplateRoot.FirstWords, .. variables]);
            throw tokens.Wrong(first.Start, $"a template has no \"{first.Text}\"{hint}");
        }

        if (!tokens.TryTakeSymbol("."))
            throw tokens.Wrong(first.Start, $"\"{first.Text}\" alone is no value{NearestName.Hint("", members)}");
        var second = tokens.TakeName("a name");
        return TemplateRoot.Of($"{first.Text}.{second.Text}")
            ?? throw tokens.Wrong(second.Start, $"{first.Text} has no \"{second.Text}\"{NearestName.Hint(second.Text, members)}");
    }

    private (TemplatePath.Step Step, int End) ReadStep(int pathStart)
    {
        var sign = tokens.Take();
        var start = sign.Start - pathStart;
        if (sign.IsSymbol("."))
        {
            var name = tokens.TakeName("a name");
            return (new(start, name.Text, 0, null), name.End);
        }

        TemplatePath.Step step = tokens.Next.Kind switch
        {
            TokenKind.Text => new(start, tokens.Take().Text, 0, null),
            TokenKind.Number => new(start, null, IndexOf(tokens.Take()), null),
            TokenKind.Name => new(start, null, 0, Read(tokens.Take())),
            _ => throw tokens.Expected("an index or a name in quotes"),
        };
        return (step, tokens.TakeSymbol("]").End);
    }

    private int IndexOf(Token token) => int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        ? index
        : throw tokens.Wrong(token.Start, $"{token.Text} is no index: it has to be a whole number from 0");
}
