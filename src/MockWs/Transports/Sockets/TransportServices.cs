using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MockWs.Transports.Sockets;

/// <summary>
/// Makes the socket transport. Its buffers can be set only where its services are registered, and that wants a host's builder. This one
/// collects services and builds neither a host nor a provider of services, which is some twenty milliseconds less for a test's first server.
/// </summary>
internal sealed class TransportServices : IWebHostBuilder
{
    private readonly ServiceCollection _services = new();

    /// <summary>A transport of these settings and buffers.</summary>
    public static IConnectionListenerFactory CreateTransport(Action<SocketTransportOptions> configure, IMemoryPoolFactory<byte> buffers)
    {
        var builder = new TransportServices();
        builder.UseSockets(configure);
        var options = new SocketTransportOptions();
        foreach (var service in builder._services.Where(service => service.ServiceType == typeof(IConfigureOptions<SocketTransportOptions>)))
        {
            var made = service.ImplementationInstance ?? service.ImplementationFactory?.Invoke(new Buffers(buffers))
                ?? throw new NotSupportedException($"The socket transport's settings come from {service.ImplementationType}, which nothing here makes.");
            ((IConfigureOptions<SocketTransportOptions>)made).Configure(options);
        }

        return new SocketTransportFactory(Options.Create(options), NullLoggerFactory.Instance);
    }

    public IWebHostBuilder ConfigureServices(Action<IServiceCollection> configureServices)
    {
        configureServices(_services);
        return this;
    }

    public IWebHostBuilder ConfigureServices(Action<WebHostBuilderContext, IServiceCollection> configureServices)
    {
        configureServices(new WebHostBuilderContext(), _services);
        return this;
    }

    public IWebHostBuilder ConfigureAppConfiguration(Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate) => this;

    public string? GetSetting(string key) => null;

    public IWebHostBuilder UseSetting(string key, string? value) => this;

    [Obsolete("The interface names a type that ASP.NET Core no longer wants used.")]
    public IWebHost Build() => throw new NotSupportedException("This collects services, and builds no host.");

    /// <summary>All that the transport's settings ask for.</summary>
    private sealed class Buffers(IMemoryPoolFactory<byte> buffers) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IMemoryPoolFactory<byte>) ? buffers : null;
    }
}
