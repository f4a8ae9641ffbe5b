using System.Globalization;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace MockWs.Behaviours.Templates;

/// <summary>
/// A path to a value: <c>message.json.items[0].id</c>. It needs the engine only where it begins with a variable of the template itself,
/// and gives the engine the same value where it stands inside a larger expression.
/// </summary>
/// <param name="text">The path as it was written.</param>
/// <param name="root">What it begins with; null where that is a variable of the template.</param>
/// <param name="variable">The variable of the template that it begins with.</param>
/// <param name="steps">What follows.</param>
/// <param name="isOptional">Whether a missing value is nil, not an error: where there is a default, and in a condition.</param>
internal sealed class TemplatePath(
    string text, TemplateRoot? root, string variable, IReadOnlyList<TemplatePath.Step> steps, bool isOptional = false) : Expression
{
    /// <summary>Whether the path can only be followed with the engine's variables at hand.</summary>
    public bool NeedsContext { get; } = root is null || steps.Any(step => step.Inner is { NeedsContext: true });

    /// <summary>The same path where a missing value is nil.</summary>
    public TemplatePath AsOptional() => new(text, root, variable, steps, isOptional: true);

    public override ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var value = Follow(((LiquidContext)context).Scope, context);
        return value.IsMissing ? NilValue.Instance : value.ToFluid();
    }

    /// <summary>Finds the value.</summary>
    /// <param name="scope">What the template may speak of.</param>
    /// <param name="context">The engine's variables; null where <see cref="NeedsContext"/> is false.</param>
    /// <exception cref="TemplateException">There is no such value, and the path is not optional.</exception>
    public TemplateValue Follow(TemplateScope scope, TemplateContext? context)
    {
        var value = root is not null ? root.Find(scope) : Variable(context!);
        if (value.IsMissing)
            return isOptional ? default : throw Missing(root?.Absence?.Invoke(scope) ?? $"\"{variable}\" has no value here");

        foreach (var step in steps)
        {
            var (name, index) = step.Inner is { } inner ? KeyOf(inner.Follow(scope, context)) : (step.Name, step.Index);
            var next = name is null ? value.Item(index, context) : value.Member(name, context);
            if (next.IsMissing)
                return isOptional ? default : throw Missing(step, value, name ?? index.ToString(CultureInfo.InvariantCulture));
            value = next;
        }

        return value;
    }

    public override string ToString() => text;

    private TemplateValue Variable(TemplateContext context) =>
        context.GetValue(variable) is { } value && !value.IsNil() ? TemplateValue.Of(value) : default;

    private static (string? Name, int Index) KeyOf(TemplateValue key) => key.IsMissing ? ("", 0) : key.ToFluid() switch
    {
        NumberValue number when int.TryParse(number.ToStringValue(), CultureInfo.InvariantCulture, out var index) => (null, index),
        var other => (other.ToStringValue(), 0),
    };

    private TemplateException Missing(string why) => new($"{text}: {why}");

    private TemplateException Missing(Step step, TemplateValue owner, string key) =>
        Missing($"{text[..step.Start]} has no {(step.Name is null ? $"[{key}]" : $"\"{key}\"")}{owner.HintFor(key)}");

    /// <summary>A step of a path: a member by name, an item by index, or either by the value of another path.</summary>
    /// <param name="Start">Where the step begins in the path's text.</param>
    /// <param name="Name">The member's name; null for an item.</param>
    /// <param name="Index">The item's index, counted from 0.</param>
    /// <param name="Inner">The path whose value is the name or the index; null where the step says it itself.</param>
    internal sealed record Step(int Start, string? Name, int Index, TemplatePath? Inner);
}
