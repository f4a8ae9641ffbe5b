using MockWs.Benchmarks;
using MockWs.Benchmarks.Fixtures;
using MockWs.Benchmarks.Rules;
using MockWs.Benchmarks.Servers;

var root = CompareCommand.Create();
root.Add(ServeCommand.Create());
root.Add(RulesCommand.Create());
root.Add(FixtureCommand.Create());
return root.Parse(args).Invoke();
