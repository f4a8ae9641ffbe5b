using MockWs.Server.Commands;

return await ServeCommand.RunAsync(args);
