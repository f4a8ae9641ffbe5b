using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace MockWs.Behaviours.Templates;

/// <summary>The whole numbers from one to another. They are all made before the first is used, so their number is limited.</summary>
internal sealed class BoundedRange(Expression from, Expression to) : Expression
{
    public override ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var first = decimal.Truncate(from.EvaluateAsync(context).Result().ToNumberValue());
        var count = decimal.Truncate(to.EvaluateAsync(context).Result().ToNumberValue()) - first + 1;
        if (count > LiquidOptions.MaxSteps)
            throw new OverflowException($"a range holds at most {LiquidOptions.MaxSteps} numbers");
        return new ArrayValue([.. Enumerable.Range(0, (int)Math.Max(count, 0)).Select(n => NumberValue.Create(first + n))]);
    }
}
