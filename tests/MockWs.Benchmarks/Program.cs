using MockWs.Benchmarks;
using MockWs.Benchmarks.Rules;
using MockWs.Benchmarks.Servers;

var root = CompareCommand.Create();
root.Add(ServeCommand.Create());
root.Add(RulesCommand.Create());
return root.Parse(args).Invoke();
