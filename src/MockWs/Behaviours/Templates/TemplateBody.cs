using System.Text;
using Fluid;
using Fluid.Ast;
using MockWs.Behaviours.Templates.Syntax;

namespace MockWs.Behaviours.Templates;

/// <summary>A template that is more than a constant text. Apart from <see cref="Template"/>, so that constants never load the engine.</summary>
internal sealed class TemplateBody
{
    private readonly IReadOnlyList<Statement> _statements;
    private readonly bool _hasTags;

    /// <exception cref="TemplateSyntaxException">The source is no template.</exception>
    public TemplateBody(string source)
    {
        _statements = TemplateReader.Read(source);
        _hasTags = _statements.Any(statement => statement is not (LiteralPart or OutputPart));
    }

    /// <summary>The expression that the whole source consists of; null where there is more, or less.</summary>
    public OutputPart? OnlyOutput => _statements is [OutputPart output] ? output : null;

    /// <summary>Renders as a string.</summary>
    /// <exception cref="TemplateException">An expression has no value, or the template runs away.</exception>
    public string RenderText(TemplateScope scope)
    {
        using var output = new TextBuffer();
        Render(scope, output);
        return output.ToString();
    }

    /// <summary>Renders as UTF-8.</summary>
    /// <exception cref="TemplateException">An expression has no value, or the template runs away.</exception>
    public byte[] RenderUtf8(TemplateScope scope)
    {
        using var output = new TextBuffer();
        Render(scope, output);
        var utf8 = new byte[Encoding.UTF8.GetByteCount(output.Written)];
        Encoding.UTF8.GetBytes(output.Written, utf8);
        return utf8;
    }

    private void Render(TemplateScope scope, TextBuffer output)
    {
        if (_hasTags)
            RunTags(new LiquidContext(scope), output);
        else
            WriteParts(scope, output);
    }

    private void WriteParts(TemplateScope scope, TextBuffer output)
    {
        LiquidContext? context = null;
        foreach (var statement in _statements)
        {
            if (statement is LiteralPart literal)
                output.Write(literal.Text);
            else
                ((OutputPart)statement).Evaluate(scope, ref context).WriteText(output);
        }
    }

    private void RunTags(LiquidContext context, TextBuffer output)
    {
        try
        {
            foreach (var statement in _statements)
                statement.WriteToAsync(output, NullEncoder.Default, context).Result();
        }
        catch (Exception e) when (e is not TemplateException)
        {
            throw new TemplateException(context.RanOutOfSteps ? $"the template runs more than {LiquidOptions.MaxSteps} steps" : e.Message, e);
        }
    }
}
