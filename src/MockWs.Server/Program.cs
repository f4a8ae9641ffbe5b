using MockWs.Server.Commands;

// What follows a socket's event runs on the thread that waits for events: nothing in this process blocks one, and a change of threads is
// half the time of an answer. .NET reads this once, before the first socket.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
return await ServeCommand.RunAsync(args);
