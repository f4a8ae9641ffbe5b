namespace MockWs.Behaviours.Matching.JsonSchemas;

/// <summary>One keyword of a schema with its value: says whether an instance holds to it.</summary>
internal delegate bool Check(Instance instance, Evaluation evaluation);

/// <summary>A schema, ready to be evaluated.</summary>
/// <param name="resource">The schema resource it is a part of.</param>
internal sealed class SchemaNode(SchemaResource resource)
{
    /// <summary>JSON is at most 64 levels deep, so only a schema that gets back to itself on the same value comes here.</summary>
    private const int DeepestEvaluation = 400;

    /// <summary>The keywords, those that ask what the others have seen at the end. Filled in when all are read: a schema may refer to itself.</summary>
    public IReadOnlyList<Check> Checks { get; set; } = [];

    /// <exception cref="InvalidOperationException">The schema refers to itself without end.</exception>
    public bool Evaluate(Instance instance, Evaluation evaluation)
    {
        if (evaluation.Depth > DeepestEvaluation)
        {
            throw new InvalidOperationException("The JSON Schema refers to itself without end.");
        }

        var here = evaluation with { Scope = DynamicScope.Enter(evaluation.Scope, resource), Depth = evaluation.Depth + 1 };
        return here.All(Checks, check => check(instance, here));
    }
}

/// <summary>One evaluation of a schema on an instance.</summary>
/// <param name="Errors">Takes what is wrong; null if nobody asks, and then the first error ends it.</param>
/// <param name="Scope">The schema resources that the evaluation came through.</param>
/// <param name="Seen">Takes the members and elements that have been looked at; null if no keyword asks for them.</param>
/// <param name="Depth">How many schemas it came through.</param>
internal readonly record struct Evaluation(List<string>? Errors, DynamicScope? Scope, Seen? Seen, int Depth)
{
    public bool Fail(Instance instance, string error)
    {
        Errors?.Add($"{instance.Path}: {error}");
        return false;
    }

    /// <summary>Whether all of several hold. Goes on after one that does not if somebody asks for all errors.</summary>
    public bool All<T>(IEnumerable<T> parts, Func<T, bool> holds)
    {
        var isValid = true;
        foreach (var part in parts)
        {
            if (!holds(part))
            {
                isValid = false;
                if (Errors is null)
                {
                    break;
                }
            }
        }

        return isValid;
    }

    /// <summary>Fails for what the value is.</summary>
    public bool Expected(Instance instance, string what) => Errors is not null && Fail(instance, $"expected {what}, was {JsonText.Show(instance.Value)}");

    /// <summary>Evaluates a schema on the same instance: what it has seen counts if it is valid.</summary>
    public bool InPlace(SchemaNode schema, Instance instance)
    {
        var seen = Seen is null ? null : new Seen();
        if (!schema.Evaluate(instance, this with { Seen = seen }))
        {
            return false;
        }

        Seen?.Add(seen!);
        return true;
    }

    /// <summary>Evaluates a schema on a member or an element.</summary>
    public bool Inside(SchemaNode schema, Instance child) => schema.Evaluate(child, this with { Seen = Seen is null ? null : new Seen() });

    /// <summary>The same, but what is wrong is no error of the whole: it is only asked whether.</summary>
    public Evaluation WithoutErrors() => this with { Errors = null };
}

/// <summary>What the keywords of a schema have looked at in one instance (JSON Schema Core section 11).</summary>
internal sealed class Seen
{
    private readonly HashSet<string> _members = [];
    private readonly HashSet<int> _elements = [];

    public void Add(string member) => _members.Add(member);

    public void Add(int element) => _elements.Add(element);

    public void Add(Seen other)
    {
        _members.UnionWith(other._members);
        _elements.UnionWith(other._elements);
    }

    public bool Has(string member) => _members.Contains(member);

    public bool Has(int element) => _elements.Contains(element);
}

/// <summary>The schema resources an evaluation came through, the innermost first (JSON Schema Core section 7.1).</summary>
internal sealed record DynamicScope(SchemaResource Resource, DynamicScope? Outer)
{
    public static DynamicScope Enter(DynamicScope? scope, SchemaResource resource) =>
        scope?.Resource == resource ? scope : new DynamicScope(resource, scope);

    /// <summary>The outermost schema with a dynamic anchor of this name.</summary>
    public SchemaNode? Find(string anchor) =>
        Outer?.Find(anchor) ?? Resource.DynamicAnchors.GetValueOrDefault(anchor);
}
