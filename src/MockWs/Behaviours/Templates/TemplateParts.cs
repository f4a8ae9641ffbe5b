using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;

namespace MockWs.Behaviours.Templates;

/// <summary>What stands between the expressions and the tags.</summary>
internal sealed class LiteralPart(string text) : Statement
{
    public string Text => text;

    public override ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        writer.Write(text);
        return Normal();
    }
}

/// <summary>An expression whose value is written: <c>{{message.text | upcase}}</c>.</summary>
internal sealed class OutputPart(Expression expression) : Statement
{
    public override ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        // A template with tags runs inside the engine, and the engine hands on the writer that it was given.
        Evaluate((LiquidContext)context).WriteText((TextBuffer)writer);
        return Normal();
    }

    /// <summary>Finds the value.</summary>
    /// <param name="scope">What the template may speak of.</param>
    /// <param name="context">The engine's state, made when the first expression needs it.</param>
    /// <exception cref="TemplateException">There is none.</exception>
    public TemplateValue Evaluate(TemplateScope scope, ref LiquidContext? context) =>
        expression is TemplatePath { NeedsContext: false } path
            ? path.Follow(scope, null)
            : Evaluate(context ??= new LiquidContext(scope));

    private TemplateValue Evaluate(LiquidContext context) => expression is TemplatePath path
        ? path.Follow(context.Scope, context)
        : TemplateValue.Of(expression.EvaluateAsync(context).Result());
}
