using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace MockWs.Behaviours.Templates;

/// <summary>
/// An expression of a tag. Its failure names it, and its value may not grow without end: <c>assign</c> in a loop can double a text.
/// </summary>
/// <param name="expression">The expression.</param>
/// <param name="source">The expression as it was written.</param>
internal sealed class NamedExpression(Expression expression, string source) : Expression
{
    public override ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        try
        {
            var value = expression.EvaluateAsync(context).Result();
            return SizeOf(value) <= TextBuffer.MaxLength
                ? value
                : throw new OverflowException($"the value has more than {TextBuffer.MaxLength} characters or items");
        }
        catch (Exception e) when (e is not TemplateException)
        {
            throw new TemplateException($"{source}: {e.Message}", e);
        }
    }

    private static int SizeOf(FluidValue value) => value switch
    {
        StringValue text => text.ToStringValue().Length,
        ArrayValue array => array.Values.Count,
        _ => 0,
    };
}
