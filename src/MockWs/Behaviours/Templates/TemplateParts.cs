using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

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
/// <param name="expression">The expression.</param>
/// <param name="source">The expression as it was written.</param>
internal sealed class OutputPart(Expression expression, string source) : Statement
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

    private TemplateValue Evaluate(LiquidContext context)
    {
        try
        {
            return expression is TemplatePath path
                ? path.Follow(context.Scope, context)
                : TemplateValue.Of(expression.EvaluateAsync(context).Result());
        }
        catch (Exception e) when (expression is not TemplatePath)
        {
            throw new TemplateException($"{source}: {e.Message}", e);
        }
    }
}

/// <summary>A value for a variable, which may not grow without end: <c>assign</c> in a loop can double a text at each turn.</summary>
internal sealed class BoundedExpression(Expression expression) : Expression
{
    public override ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var value = expression.EvaluateAsync(context).Result();
        var size = value switch
        {
            StringValue text => text.ToStringValue().Length,
            ArrayValue array => array.Values.Count,
            _ => 0,
        };
        return size <= TextBuffer.MaxLength ? value : throw new TemplateException($"a variable grows beyond {TextBuffer.MaxLength} characters or items");
    }
}

/// <summary>The whole numbers from one to another. The engine makes them all before the first is used, so their number is limited.</summary>
internal sealed class BoundedRange(Expression from, Expression to) : Expression
{
    public override ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var first = decimal.Truncate(from.EvaluateAsync(context).Result().ToNumberValue());
        var count = decimal.Truncate(to.EvaluateAsync(context).Result().ToNumberValue()) - first + 1;
        if (count > LiquidOptions.MaxSteps)
            throw new TemplateException($"a range holds more than {LiquidOptions.MaxSteps} numbers");
        return new ArrayValue([.. Enumerable.Range(0, (int)Math.Max(count, 0)).Select(n => NumberValue.Create(first + n))]);
    }
}
