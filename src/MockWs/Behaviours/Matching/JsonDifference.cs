using System.Text.Json;

namespace MockWs.Behaviours.Matching;

/// <summary>Compares JSON with what was expected, member by member.</summary>
internal sealed class JsonDifference
{
    private const int MostTold = 3;

    private readonly bool _wholly;
    private readonly List<string> _differences = [];
    private double _near;
    private int _compared;

    private JsonDifference(bool wholly) => _wholly = wholly;

    /// <summary>
    /// Whether one value is a subset of another: an object, if each of its members is a subset of the member of that name; an array, if it has
    /// the same length and each of its elements is a subset of the element at its index; anything else, if it is equal. Numbers are equal by value.
    /// </summary>
    public static bool IsSubset(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return false;
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => ContainsMembers(expected, actual),
            JsonValueKind.Array => ContainsElements(expected, actual),
            _ => JsonElement.DeepEquals(expected, actual),
        };
    }

    /// <summary>Says where a message's JSON differs from what was expected.</summary>
    /// <param name="expected">What was expected.</param>
    /// <param name="message">The message.</param>
    /// <param name="wholly">Whether members and elements beyond the expected ones count as differences.</param>
    public static NearMiss Explain(JsonElement expected, Message message, bool wholly)
    {
        if (message.Json is not { } actual)
        {
            return NotJson(message);
        }

        var difference = new JsonDifference(wholly);
        difference.Compare("$", expected, actual);
        return difference.ToNearMiss();
    }

    /// <summary>Says all places where JSON differs from what was expected, a line each.</summary>
    /// <param name="expected">What was expected.</param>
    /// <param name="actual">What there is.</param>
    /// <param name="wholly">Whether members and elements beyond the expected ones count as differences.</param>
    public static IReadOnlyList<string> List(JsonElement expected, JsonElement actual, bool wholly)
    {
        var difference = new JsonDifference(wholly);
        difference.Compare("$", expected, actual);
        return difference._differences;
    }

    /// <summary>Says why a message is no JSON.</summary>
    public static NearMiss NotJson(Message message)
    {
        _ = JsonText.TryParse(message.Payload.Span, out _, out var error);
        return new NearMiss(0, $"not JSON: {error}");
    }

    /// <summary>The first few differences in one line, and how many more there are.</summary>
    public static string Tell(IReadOnlyList<string> differences)
    {
        var told = string.Join("; ", differences.Take(MostTold));
        return differences.Count > MostTold ? $"{told}; and {differences.Count - MostTold} more" : told;
    }

    /// <summary>The path of a member, in dots where its name allows it (RFC 9535 section 2.7).</summary>
    public static string Member(string path, string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? $"{path}.{name}"
            : $"{path}[{JsonText.Quote(name)}]";

    /// <summary>How near a value is to a different one, from 0 to below 1.</summary>
    public static double Nearness(JsonElement expected, JsonElement actual) =>
        expected.ValueKind != actual.ValueKind ? 0 :
        expected.ValueKind == JsonValueKind.String ? 0.1 + (0.5 * TextDifference.Similarity(expected.GetString(), actual.GetString())) :
        0.1;

    private static bool ContainsMembers(JsonElement expected, JsonElement actual)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (!actual.TryGetProperty(member.Name, out var value) || !IsSubset(member.Value, value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ContainsElements(JsonElement expected, JsonElement actual)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
        {
            return false;
        }

        var others = actual.EnumerateArray();
        foreach (var element in expected.EnumerateArray())
        {
            others.MoveNext();
            if (!IsSubset(element, others.Current))
            {
                return false;
            }
        }

        return true;
    }

    private void Compare(string path, JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            CompareMembers(path, expected, actual);
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            CompareElements(path, expected, actual);
        }
        else if (JsonElement.DeepEquals(expected, actual))
        {
            Count(1);
        }
        else
        {
            Differs($"{path}: expected {JsonText.Show(expected)}, was {JsonText.Show(actual)}", Nearness(expected, actual));
        }
    }

    private void CompareMembers(string path, JsonElement expected, JsonElement actual)
    {
        // An object in the place of an object is a step nearer, whatever it holds.
        Count(1);
        foreach (var member in expected.EnumerateObject())
        {
            if (actual.TryGetProperty(member.Name, out var value))
            {
                Compare(Member(path, member.Name), member.Value, value);
            }
            else
            {
                Differs($"{Member(path, member.Name)}: expected {JsonText.Show(member.Value)}, was missing");
            }
        }

        foreach (var member in _wholly ? actual.EnumerateObject() : default)
        {
            if (!expected.TryGetProperty(member.Name, out _))
            {
                Differs($"{Member(path, member.Name)}: expected nothing, was {JsonText.Show(member.Value)}");
            }
        }
    }

    private void CompareElements(string path, JsonElement expected, JsonElement actual)
    {
        var (wanted, there) = (expected.GetArrayLength(), actual.GetArrayLength());
        if (wanted == there)
        {
            Count(1);
        }
        else
        {
            Differs($"{path}: expected {Words.Count(wanted, "element")}, was {there}");
        }

        foreach (var (index, (left, right)) in expected.EnumerateArray().Zip(actual.EnumerateArray()).Index())
        {
            Compare($"{path}[{index}]", left, right);
        }
    }

    private void Differs(string difference, double near = 0)
    {
        _differences.Add(difference);
        Count(near);
    }

    private void Count(double near)
    {
        _compared++;
        _near += near;
    }

    private NearMiss ToNearMiss() => new(0.05 + (0.9 * _near / _compared), Tell(_differences));
}
