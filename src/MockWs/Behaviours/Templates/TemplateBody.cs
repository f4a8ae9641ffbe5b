using System.Text;
using Fluid;
using Fluid.Ast;
using MockWs.Behaviours.Templates.Syntax;

namespace MockWs.Behaviours.Templates;

/// <summary>A template that is no constant. Apart from <see cref="Template"/>, so that a constant never loads the engine.</summary>
internal sealed class TemplateBody
{
    private readonly IReadOnlyList<Statement> _statements;

    /// <exception cref="TemplateSyntaxException">The source is no template.</exception>
    public TemplateBody(string source) => (Source, _statements) = (source, TemplateReader.Read(source));

    /// <summary>The template as it was written.</summary>
    public string Source { get; }

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
        LiquidContext? context = null;
        foreach (var statement in _statements)
        {
            if (statement is LiteralPart literal)
                output.Write(literal.Text);
            else if (statement is OutputPart expression)
                expression.WriteText(scope, ref context, output);
            else
                Run(statement, context ??= new LiquidContext(scope), output);
        }
    }

    private static void Run(Statement tag, LiquidContext context, TextBuffer output)
    {
        try
        {
            tag.WriteToAsync(output, NullEncoder.Default, context).Result();
        }
        catch (Exception e) when (e is not TemplateException)
        {
            var why = context.RanOutOfSteps ? $"the template runs more than {LiquidOptions.MaxSteps} steps" : e.Message;
            throw new TemplateException(why, e);
        }
    }
}
