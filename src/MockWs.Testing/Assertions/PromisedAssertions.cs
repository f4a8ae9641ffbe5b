using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MockWs.Recording;

namespace MockWs.Testing;

/// <summary>The assertions that were written and not awaited yet. Safe for concurrent use.</summary>
internal static class PromisedAssertions
{
    private static readonly ConditionalWeakTable<Journal, ConcurrentDictionary<EventualConstraint, bool>> Promises = [];

    public static void Add(Journal journal, EventualConstraint assertion) => Promises.GetOrCreateValue(journal)[assertion] = true;

    public static void Keep(Journal journal, EventualConstraint assertion) => Promises.GetOrCreateValue(journal).TryRemove(assertion, out _);

    /// <summary>Those of a server that nobody has awaited, in words.</summary>
    public static IEnumerable<string> LeftOver(Journal journal) => Promises.TryGetValue(journal, out var left)
        ? left.Keys.Select(assertion => $"An assertion was not awaited, so nothing was asserted: {assertion}. Write: await server.Should().Within(…)…")
        : [];
}
