namespace MockWs.Behaviours;

/// <summary>What a misspelt name was meant to be.</summary>
internal static class NearestName
{
    private const int Shown = 16;

    /// <summary>The end of a sentence that says that there is no such name: a suggestion where one is near, else what there is.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known) => (Suggestion(name, known), known.Count) switch
    {
        (_, 0) => "; it is empty",
        ("", var count) => $"; it has {string.Join(", ", known.Take(Shown).Select(Quoted))}{(count > Shown ? ", …" : "")}",
        var (suggestion, _) => suggestion,
    };

    /// <summary>The end of a sentence that says that there is no such name: a suggestion where one is near, else nothing.</summary>
    public static string Suggestion(string name, IEnumerable<string> known)
    {
        var nearest = known.MinBy(other => Distance(name, other));
        return nearest is not null && IsNear(name, Distance(name, nearest)) ? $"; did you mean {Quoted(nearest)}?" : "";
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private static bool IsNear(string name, int distance) => distance < name.Length && distance <= Math.Max(1, name.Length / 3);

    /// <summary>How many characters have to be changed, added, left out or swapped with the next to make one of the other; the case costs nothing.</summary>
    private static int Distance(string one, string other)
    {
        var (before, row) = (new int[other.Length + 1], Enumerable.Range(0, other.Length + 1).ToArray());
        for (var i = 0; i < one.Length; i++)
        {
            var next = new int[other.Length + 1];
            next[0] = i + 1;
            for (var j = 0; j < other.Length; j++)
            {
                var changed = row[j] + (IsSame(one[i], other[j]) ? 0 : 1);
                var swapped = i > 0 && j > 0 && IsSame(one[i], other[j - 1]) && IsSame(one[i - 1], other[j]) ? before[j - 1] + 1 : changed;
                next[j + 1] = Math.Min(Math.Min(changed, swapped), Math.Min(next[j], row[j + 1]) + 1);
            }

            (before, row) = (row, next);
        }

        return row[^1];
    }

    private static bool IsSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
