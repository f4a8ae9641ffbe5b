using System.Text.Json;

namespace MockWs.Behaviours.Matching.JsonSchemas;

/// <summary>Reads a schema document: its resources, its anchors, and each schema that is referred to.</summary>
internal sealed class SchemaCompiler
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    // Where a document does not say what its URI is, any will do that references in it are not likely to name.
    private static readonly Uri Unnamed = new("schema://unnamed/");

    private readonly Dictionary<Uri, SchemaResource> _resources = [];
    private readonly Dictionary<string, SchemaResource> _resourcesByPointer = [];
    private readonly Dictionary<string, SchemaNode> _nodes = [];
    private readonly SchemaResource _document;

    public SchemaCompiler(JsonElement document)
    {
        var place = new SchemaPlace(document, "");
        _document = new SchemaResource(Unnamed, place);
        _resources[Unnamed] = _document;
        Register(place, _document);
    }

    /// <summary>Whether any schema asks what others have seen.</summary>
    public bool HasUnevaluated { get; private set; }

    /// <summary>Compiles the document. After that nothing changes any more, so that threads can share it.</summary>
    public SchemaNode Compile()
    {
        foreach (var resource in _resources.Values)
        {
            foreach (var anchor in resource.DynamicAnchors.Keys.ToArray())
            {
                resource.DynamicAnchors[anchor] = Compile(resource.Anchors[anchor], resource);
            }
        }

        return Compile(_document.Root, _document);
    }

    /// <summary>Makes a schema ready to be evaluated. A schema that refers to itself gets itself.</summary>
    public SchemaNode Compile(SchemaPlace place, SchemaResource resource)
    {
        resource = _resourcesByPointer.GetValueOrDefault(place.Pointer, resource);
        if (_nodes.TryGetValue(place.Pointer, out var known))
        {
            return known;
        }

        var node = new SchemaNode(resource);
        _nodes.Add(place.Pointer, node);
        node.Checks = place.Value.ValueKind switch
        {
            JsonValueKind.True => [],
            JsonValueKind.False => [(instance, evaluation) => evaluation.Expected(instance, "nothing")],
            JsonValueKind.Object => Checks(new KeywordContext(this, place, resource)),
            _ => throw place.Wrong("a schema is an object, true or false"),
        };
        return node;
    }

    /// <summary>The schema that a reference leads to, and the anchor it names, if it names one.</summary>
    public (SchemaNode Node, string? DynamicAnchor) Resolve(SchemaPlace reference, SchemaResource from)
    {
        var (resource, fragment) = Target(reference, from);
        if (fragment.Length == 0)
        {
            return (Compile(resource.Root, resource), null);
        }

        if (fragment[0] != '/')
        {
            return resource.Anchors.TryGetValue(fragment, out var anchored)
                ? (Compile(anchored, resource), resource.DynamicAnchors.ContainsKey(fragment) ? fragment : null)
                : throw reference.Wrong($"there is no anchor {JsonText.Quote(fragment)}");
        }

        var place = resource.Root;
        foreach (var token in fragment.Split('/').Skip(1))
        {
            place = place.Step(token) ?? throw reference.Wrong($"nothing stands at {reference.Text()}");
            resource = _resourcesByPointer.GetValueOrDefault(place.Pointer, resource);
        }

        return (Compile(place, resource), null);
    }

    private (SchemaResource Resource, string Fragment) Target(SchemaPlace reference, SchemaResource from)
    {
        var text = reference.Text();
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(text[(hash + 1)..]);
        if (hash == 0)
        {
            return (from, fragment);
        }

        var address = hash < 0 ? text : text[..hash];
        return Uri.TryCreate(from.Uri, address, out var uri) && _resources.TryGetValue(uri, out var resource)
            ? (resource, fragment)
            : throw reference.Wrong($"no part of this schema has the URI {JsonText.Quote(address)}; nothing is fetched, so put it under $defs with that $id");
    }

    private List<Check> Checks(KeywordContext schema)
    {
        List<Check> checks = [];
        List<Check> last = [];
        foreach (var (name, place) in schema.Place.Members())
        {
            if (Keywords.All.TryGetValue(name, out var keyword))
            {
                checks.Add(keyword(schema, place));
            }
            else if (Keywords.Unevaluated.TryGetValue(name, out keyword))
            {
                HasUnevaluated = true;
                last.Add(keyword(schema, place));
            }
        }

        checks.AddRange(last);
        return checks;
    }

    // Finds every $id and anchor before any reference is followed. Keywords that hold no schema are left out:
    // an "$id" in a const or an enum is data.
    private void Register(SchemaPlace place, SchemaResource resource)
    {
        if (place.Value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (place.Member("$schema") is { } draft && draft.Text().TrimEnd('#') != Draft)
        {
            throw draft.Wrong($"{JsonText.Quote(draft.Text())} is another draft than {Draft}, the only one that is known here");
        }

        resource = place.Member("$id") is { } id ? RegisterResource(place, id, resource) : resource;
        if (place.Member("$anchor") is { } anchor)
        {
            resource.Anchors[anchor.Text()] = place;
        }

        if (place.Member("$dynamicAnchor") is { } dynamicAnchor)
        {
            resource.Anchors[dynamicAnchor.Text()] = place;
            resource.DynamicAnchors[dynamicAnchor.Text()] = null;
        }

        foreach (var schema in Keywords.Subschemas(place))
        {
            Register(schema, resource);
        }
    }

    private SchemaResource RegisterResource(SchemaPlace place, SchemaPlace id, SchemaResource outer)
    {
        if (!Uri.TryCreate(outer.Uri, id.Text().TrimEnd('#'), out var uri) || uri.Fragment.Length > 0)
        {
            throw id.Wrong($"{JsonText.Quote(id.Text())} is no URI without a fragment");
        }

        var resource = new SchemaResource(uri, place);
        _resourcesByPointer[place.Pointer] = resource;
        return _resources.TryAdd(uri, resource) ? resource : throw id.Wrong($"the URI {uri} is taken by another part of the schema");
    }
}

/// <summary>The schema that a keyword stands in.</summary>
internal sealed record KeywordContext(SchemaCompiler Compiler, SchemaPlace Place, SchemaResource Resource)
{
    public SchemaNode Schema(SchemaPlace place) => Compiler.Compile(place, Resource);

    /// <summary>The schemas in an object, by name.</summary>
    public Dictionary<string, SchemaNode> Schemas(SchemaPlace place) => place.Members().ToDictionary(member => member.Name, member => Schema(member.Place));

    /// <summary>The schemas in an array; an error if there are none.</summary>
    public SchemaNode[] SchemaList(SchemaPlace place) => place.Elements().Select(Schema).ToArray() is { Length: > 0 } schemas
        ? schemas
        : throw place.Wrong("at least one schema is needed here");
}
