using MockWs.Behaviours;
using MockWs.Configuration;

namespace MockWs;

/// <summary>The actions of a scenario, said to the builder. Each is an object with one key: <c>{ "send": "hello" }</c>.</summary>
internal static class ScenarioActions
{
    private static readonly Dictionary<string, Action<ScenarioNode, ActionsBuilder>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["send"] = (node, then) => Template(node, then.Send),
        ["sendInFrames"] = SendInFrames,
        ["sendJson"] = SendJson,
        ["sendBinary"] = (node, then) => Call(node, ScenarioBytes.Read(node), bytes => then.SendBinary(bytes)),
        ["echo"] = Echo,
        ["delay"] = Delay,
        ["every"] = Every,
        ["stopTicker"] = (node, then) => Template(node, then.StopTicker),
        ["broadcast"] = Broadcast,
        ["ping"] = (node, then) => Call(node, ScenarioBytes.ReadOrNone(node), bytes => then.Ping(bytes)),
        ["pong"] = (node, then) => Call(node, ScenarioBytes.ReadOrNone(node), bytes => then.Pong(bytes)),
        ["close"] = Close,
        ["drop"] = (node, then) =>
        {
            node.Nothing();
            then.Drop();
        },
        ["setState"] = (node, then) => SetState(node, then.SetState),
        ["setServerState"] = (node, then) => SetState(node, then.SetServerState),
        ["log"] = (node, then) => Template(node, then.Log),
    };

    /// <summary>Reads a list of actions.</summary>
    public static void Read(ScenarioNode list, ActionsBuilder then)
    {
        foreach (var item in list.Items())
        {
            ReadOne(item, then);
        }
    }

    private static void ReadOne(ScenarioNode item, ActionsBuilder then)
    {
        var names = item.IsObject() ? item.Children.ToList() : [];
        if (names.Count != 1)
        {
            item.Wrong(names.Count > 1
                ? $"an action has one key, this one has {string.Join(" and ", names.Select(name => name.Key))}: make it {names.Count} actions"
                : $"must be an action, such as {{ \"send\": \"hello\" }}; there are {string.Join(", ", Keys.Keys)}");
        }

        foreach (var name in names)
        {
            if (Keys.TryGetValue(name.Key, out var read))
            {
                read(name, then);
            }
            else
            {
                name.Unknown(Keys.Keys);
            }
        }
    }

    private static void SendJson(ScenarioNode node, ActionsBuilder then)
    {
        if (node.Payload() is { } json)
        {
            node.Try(() => then.SendJsonText(json), isJson: true);
        }
    }

    private static void SendInFrames(ScenarioNode node, ActionsBuilder then)
    {
        var members = node.Members("text", "frameSize");
        var size = node.Required(members, "frameSize")?.Integer(least: 1) ?? 1;
        if (node.Required(members, "text") is { } text)
        {
            Template(text, value => then.SendInFrames(value, size));
        }
    }

    private static void Echo(ScenarioNode node, ActionsBuilder then)
    {
        if (node.Members("prefix").GetValueOrDefault("prefix") is { } prefix)
        {
            Template(prefix, then.Echo);
        }
        else
        {
            then.Echo();
        }
    }

    private static void Delay(ScenarioNode node, ActionsBuilder then)
    {
        if (!node.IsObject())
        {
            then.Delay(node.Duration() ?? TimeSpan.Zero);
            return;
        }

        var members = node.Members("from", "to", "mean", "deviation");
        if (members.ContainsKey("mean") || members.ContainsKey("deviation"))
        {
            var mean = node.Required(members, "mean")?.Duration() ?? TimeSpan.Zero;
            var deviation = node.Required(members, "deviation")?.Duration() ?? TimeSpan.Zero;
            then.DelayNormal(mean, deviation);
            Refuse(members, "mean and deviation", "from", "to");
            return;
        }

        var from = node.Required(members, "from")?.Duration() ?? TimeSpan.Zero;
        var to = node.Required(members, "to")?.Duration() ?? from;
        if (to < from)
        {
            members["to"].Wrong("must not be less than \"from\"");
            return;
        }

        then.Delay(from, to);
    }

    private static void Every(ScenarioNode node, ActionsBuilder then)
    {
        var members = node.Members("interval", "times", "jitter", "name", "then");
        var interval = node.Required(members, "interval")?.Duration(TimeSpan.FromTicks(1)) ?? TimeSpan.MaxValue;
        var actions = node.Required(members, "then");
        then.Every(
            interval,
            tick => Read(actions, tick),
            members.GetValueOrDefault("times")?.Integer(least: 1),
            members.GetValueOrDefault("name")?.Text(),
            members.GetValueOrDefault("jitter")?.Duration() ?? TimeSpan.Zero);

        static void Read(ScenarioNode? list, ActionsBuilder tick)
        {
            if (list is not null)
            {
                ScenarioActions.Read(list, tick);
            }
        }
    }

    private static void Broadcast(ScenarioNode node, ActionsBuilder then)
    {
        var members = node.Members("text", "path", "samePath", "exceptMe");
        var path = members.GetValueOrDefault("path") is { } pathNode && pathNode.Text() is { } pattern
            ? pathNode.Try(() => PathPattern.Parse(pattern))?.Source
            : null;
        var samePath = members.GetValueOrDefault("samePath")?.Boolean() ?? false;
        var exceptMe = members.GetValueOrDefault("exceptMe")?.Boolean() ?? false;
        if (node.Required(members, "text") is { } text)
        {
            Template(text, value => then.Broadcast(value, path, samePath, exceptMe));
        }
    }

    private static void Close(ScenarioNode node, ActionsBuilder then)
    {
        var members = node.Members("code", "reason");
        var code = members.GetValueOrDefault("code")?.Integer(least: 0, most: ushort.MaxValue) ?? 1000;
        if (members.GetValueOrDefault("reason") is { } reason)
        {
            Template(reason, value => then.Close(code, value));
        }
        else
        {
            then.Close(code);
        }
    }

    private static void SetState(ScenarioNode node, Func<string, string, ActionsBuilder> set)
    {
        foreach (var (name, value) in node.TextEntries())
        {
            node.Try(() => set(name, value));
        }
    }

    private static void Template(ScenarioNode node, Func<string, ActionsBuilder> call) => Call(node, node.Text(), call);

    private static void Call<T>(ScenarioNode node, T? value, Func<T, ActionsBuilder> call)
        where T : class
    {
        if (value is not null)
        {
            node.Try(() => call(value));
        }
    }

    private static void Refuse(IReadOnlyDictionary<string, ScenarioNode> members, string beside, params string[] names)
    {
        foreach (var name in names)
        {
            members.GetValueOrDefault(name)?.Wrong($"does not go together with {beside}");
        }
    }
}
