using System.Collections.Frozen;
using MockWs.Wire;

namespace MockWs.Behaviours.Matching;

/// <summary>
/// Finds the first rule that matches a message. Rules that ask for one exact payload are looked up, however many there are;
/// only the others before them are tried one by one. Immutable and safe for concurrent use.
/// </summary>
internal sealed class RuleIndex
{
    private readonly Matcher[] _matchers;
    private readonly bool[] _isExact;
    private readonly int[] _others;
    private readonly ExactPayloads? _texts;
    private readonly ExactPayloads? _binaries;

    /// <param name="matchers">The rules' matchers, in the order in which they answer.</param>
    public RuleIndex(IEnumerable<Matcher> matchers)
    {
        _matchers = [.. matchers];
        _isExact = new bool[_matchers.Length];
        var exact = new ExactPayload?[_matchers.Length];
        var others = new List<int>();
        for (var rule = 0; rule < _matchers.Length; rule++)
        {
            exact[rule] = _matchers[rule].Exact;
            _isExact[rule] = exact[rule] is { IsAll: true };
            if (exact[rule] is null)
            {
                others.Add(rule);
            }
        }

        _others = [.. others];
        _texts = ExactPayloads.Of(Opcode.Text, exact);
        _binaries = ExactPayloads.Of(Opcode.Binary, exact);
    }

    /// <summary>
    /// Finds the first rule, from one on, that matches; -1 if none does. To pass over a rule that is not in force, search on from the one after it.
    /// Allocates nothing where an exact rule answers before any other has to be tried.
    /// </summary>
    /// <param name="opcode">What came.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="scope">What matchers may look at; afterwards, the groups of the rule that was found and of no other.</param>
    /// <param name="message">What came, if it was made before; it is made here if a matcher has to see it.</param>
    /// <param name="start">The first rule to try.</param>
    public int Find(Opcode opcode, ReadOnlySpan<byte> payload, MatchScope scope, ref Message? message, int start = 0)
    {
        var exact = From(ExactRules(opcode, payload), start);
        var others = From(_others, start);
        scope.Groups = null;
        while (exact.Length + others.Length > 0)
        {
            var rule = TakeFirst(ref exact, ref others);
            if (_isExact[rule] || _matchers[rule].IsMatch(message ??= new Message(opcode, payload), scope))
            {
                return rule;
            }
        }

        return -1;
    }

    private ReadOnlySpan<int> ExactRules(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var payloads = opcode switch
        {
            Opcode.Text => _texts,
            Opcode.Binary => _binaries,
            _ => null,
        };
        return payloads is null ? [] : payloads.Find(payload);
    }

    private static ReadOnlySpan<int> From(ReadOnlySpan<int> rules, int start)
    {
        var index = rules.BinarySearch(start);
        return rules[(index < 0 ? ~index : index)..];
    }

    private static int TakeFirst(ref ReadOnlySpan<int> left, ref ReadOnlySpan<int> right)
    {
        if (right.IsEmpty || (!left.IsEmpty && left[0] < right[0]))
        {
            var rule = left[0];
            left = left[1..];
            return rule;
        }

        return TakeFirst(ref right, ref left);
    }

    /// <summary>From a payload to the rules that ask for exactly it.</summary>
    private sealed class ExactPayloads
    {
        private readonly FrozenDictionary<byte[], int[]>.AlternateLookup<ReadOnlySpan<byte>> _rules;
        private readonly int _longest;

        private ExactPayloads(IEnumerable<int> rules, ExactPayload?[] exact)
        {
            var payloads = rules
                .GroupBy(rule => exact[rule]!.Value.Bytes.ToArray(), PayloadComparer.Instance)
                .ToFrozenDictionary(group => group.Key, group => group.ToArray(), PayloadComparer.Instance);
            _rules = payloads.GetAlternateLookup<ReadOnlySpan<byte>>();
            _longest = payloads.Keys.Max(payload => payload.Length);
        }

        /// <summary>What is asked for of one kind; null if nothing is, so that most servers of tests build no dictionary.</summary>
        public static ExactPayloads? Of(Opcode opcode, ExactPayload?[] exact)
        {
            var rules = new List<int>();
            for (var rule = 0; rule < exact.Length; rule++)
            {
                if (exact[rule]?.Opcode == opcode)
                {
                    rules.Add(rule);
                }
            }

            return rules.Count > 0 ? new ExactPayloads(rules, exact) : null;
        }

        // A payload longer than all that are asked for is not worth hashing.
        public ReadOnlySpan<int> Find(ReadOnlySpan<byte> payload) =>
            payload.Length <= _longest && _rules.TryGetValue(payload, out var rules) ? rules : [];
    }

    private sealed class PayloadComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly PayloadComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => Bytes.HashOf(obj);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => Bytes.HashOf(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
