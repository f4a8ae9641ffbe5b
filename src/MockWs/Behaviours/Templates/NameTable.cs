using System.Text.Json;
using Fluid.Values;

namespace MockWs.Behaviours.Templates;

/// <summary>Values by name, looked up one at a time: the parameters of the path, the headers, the state.</summary>
/// <param name="find">Finds a value; what it does not know is missing.</param>
/// <param name="names">The names there are.</param>
internal sealed class NameTable(Func<string, TemplateValue> find, Func<IEnumerable<string>> names) : IFluidIndexable
{
    /// <summary>No values.</summary>
    public static NameTable Empty { get; } = new(_ => default, () => []);

    /// <summary>The names there are.</summary>
    public IEnumerable<string> Keys => names();

    int IFluidIndexable.Count => Keys.Count();

    /// <summary>A table of texts.</summary>
    public static NameTable Of(IReadOnlyDictionary<string, string> values) =>
        new(name => values.TryGetValue(name, out var text) ? TemplateValue.Of(text) : default, () => values.Keys);

    /// <summary>A table of JSON values.</summary>
    public static NameTable Of(IReadOnlyDictionary<string, JsonElement> values) =>
        new(name => values.TryGetValue(name, out var json) ? TemplateValue.Of(json) : default, () => values.Keys);

    /// <summary>A table of counters, of which one that was never counted stands at 0; <c>server</c> in it is the table of the server's.</summary>
    public static NameTable OfCounters(IReadOnlyDictionary<string, long> values, IReadOnlyDictionary<string, long>? ofServer = null) => new(
        name => ofServer is not null && name == "server"
            ? TemplateValue.Of(OfCounters(ofServer))
            : TemplateValue.Of(NumberValue.Create(values.GetValueOrDefault(name))),
        () => values.Keys);

    /// <summary>The value of that name; missing where there is none.</summary>
    public TemplateValue Find(string name) => find(name);

    bool IFluidIndexable.TryGetValue(string name, out FluidValue value)
    {
        var found = find(name);
        value = found.IsMissing ? NilValue.Instance : found.ToFluid();
        return !found.IsMissing;
    }
}
