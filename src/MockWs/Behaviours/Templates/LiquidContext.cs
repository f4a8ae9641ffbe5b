using Fluid;

namespace MockWs.Behaviours.Templates;

/// <summary>The engine's state in one rendering. The scope is not copied into it: a <see cref="TemplatePath"/> looks there.</summary>
internal sealed class LiquidContext : TemplateContext
{
    /// <param name="scope">What the template may speak of.</param>
    public LiquidContext(TemplateScope scope)
        : base(LiquidOptions.Instance)
    {
        Scope = scope;
        Now = scope.Time.GetUtcNow;
    }

    /// <summary>What the template may speak of.</summary>
    public TemplateScope Scope { get; }

    /// <summary>Whether the engine gave the rendering up because of its length.</summary>
    public bool RanOutOfSteps => _steps > MaxSteps;
}
