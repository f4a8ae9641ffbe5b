using System.Text.Json;

namespace MockWs.Behaviours.Matching.JsonPaths;

/// <summary>Chooses among the children of a node (RFC 9535 section 2.3).</summary>
internal abstract record Selector
{
    public abstract void Select(JsonElement root, JsonElement node, List<JsonElement> selected);

    public static IEnumerable<JsonElement> Children(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().Select(member => member.Value),
        JsonValueKind.Array => node.EnumerateArray(),
        _ => [],
    };
}

/// <summary>The member of a name: <c>['name']</c> or <c>.name</c>.</summary>
internal sealed record NameSelector(string Name) : Selector
{
    public override void Select(JsonElement root, JsonElement node, List<JsonElement> selected)
    {
        if (node.ValueKind == JsonValueKind.Object && node.TryGetProperty(Name, out var value))
        {
            selected.Add(value);
        }
    }
}

/// <summary>Every child: <c>*</c>.</summary>
internal sealed record WildcardSelector : Selector
{
    public override void Select(JsonElement root, JsonElement node, List<JsonElement> selected) => selected.AddRange(Children(node));
}

/// <summary>One element of an array, counted from its end if negative: <c>[0]</c>, <c>[-1]</c>.</summary>
internal sealed record IndexSelector(long Index) : Selector
{
    public override void Select(JsonElement root, JsonElement node, List<JsonElement> selected)
    {
        if (node.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var index = Index < 0 ? node.GetArrayLength() + Index : Index;
        if (index >= 0 && index < node.GetArrayLength())
        {
            selected.Add(node[(int)index]);
        }
    }
}

/// <summary>A range of elements: <c>[start:end:step]</c>.</summary>
internal sealed record SliceSelector(long? Start, long? End, long Step) : Selector
{
    // RFC 9535 section 2.3.4.2.2: "When step = 0, no elements are selected".
    public override void Select(JsonElement root, JsonElement node, List<JsonElement> selected)
    {
        if (node.ValueKind != JsonValueKind.Array || Step == 0)
        {
            return;
        }

        var length = node.GetArrayLength();
        if (Step > 0)
        {
            var end = Bound(End ?? length, length, 0, length);
            for (var index = Bound(Start ?? 0, length, 0, length); index < end; index += Step)
            {
                selected.Add(node[(int)index]);
            }
        }
        else
        {
            var end = End is { } given ? Bound(given, length, -1, length - 1) : -1;
            for (var index = Bound(Start ?? length - 1, length, -1, length - 1); index > end; index += Step)
            {
                selected.Add(node[(int)index]);
            }
        }
    }

    private static long Bound(long index, int length, long least, long most) => Math.Clamp(index < 0 ? length + index : index, least, most);
}

/// <summary>The children for which an expression holds: <c>?@.price &lt; 10</c>.</summary>
internal sealed record FilterSelector(Filter Filter) : Selector
{
    public override void Select(JsonElement root, JsonElement node, List<JsonElement> selected) =>
        selected.AddRange(Children(node).Where(child => Filter.Holds(new FilterScope(root, child))));
}
