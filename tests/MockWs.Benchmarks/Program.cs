using MockWs.Benchmarks;
using MockWs.Benchmarks.Servers;

var root = CompareCommand.Create();
root.Add(ServeCommand.Create());
return root.Parse(args).Invoke();
