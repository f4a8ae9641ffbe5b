using MockWs.ClientTable;

// Use: dotnet run -- PAGE CHROMIUM, in the repository's root. Writes the page.
var patience = TimeSpan.FromSeconds(35); // longer than the 30 s after which ws gives up on a close frame
var faults = await File.ReadAllLinesAsync("docs/faults.md");
var advice = FaultRow.All.Select(row => Advice.Find(faults, row)).ToList();
var columns = await Task.WhenAll(Client.All(args[1]).Select(client => Column.OfAsync(client, FaultRow.All, patience)));
await File.WriteAllTextAsync(args[0], new Page(FaultRow.All, advice, columns, patience).Write());
