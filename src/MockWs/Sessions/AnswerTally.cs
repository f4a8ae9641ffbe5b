using System.Collections.Concurrent;

namespace MockWs.Sessions;

/// <summary>How often rules have answered that are expected to answer so many times. Safe for concurrent use.</summary>
internal sealed class AnswerTally
{
    private readonly ConcurrentDictionary<string, long> _answers = new(StringComparer.Ordinal);

    public long Of(string rule) => _answers.GetValueOrDefault(rule);

    /// <summary>Counts an answer.</summary>
    /// <param name="rule">Who gave it; null for a rule of which nothing is expected.</param>
    public void Add(string? rule)
    {
        if (rule is not null)
        {
            _answers.AddOrUpdate(rule, 1, (_, count) => count + 1);
        }
    }

    public void Clear() => _answers.Clear();
}
