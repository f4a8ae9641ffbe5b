using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MockWs.Testing;

/// <summary>Leads an application under test to a server, through its configuration and its services. Not safe for concurrent use.</summary>
public static class MockWsHostExtensions
{
    /// <summary>
    /// Leads an application to a server: its setting is the server's URL, and its services have a handler for the server. In
    /// <c>WebApplicationFactory</c>: <c>factory.WithWebHostBuilder(host => host.UseMockWs(server, "Prices:Url", "/prices"))</c>.
    /// </summary>
    /// <param name="host">The application's host, before it is built. The setting can be read from the first line of its program on.</param>
    /// <param name="server">The server; it has to be there for as long as the application.</param>
    /// <param name="key">The setting that the application takes the URL from, such as <c>Prices:Url</c>.</param>
    /// <param name="path">The path of the URL, with a query if need be. Default: the root.</param>
    /// <returns>The host.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static IWebHostBuilder UseMockWs(this IWebHostBuilder host, MockWsServer server, string key, string path = "/")
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return host.UseSetting(key, server.UrlOf(path).AbsoluteUri).ConfigureServices(services => services.AddMockWs(server));
    }

    /// <summary>Lays the server's URL over what an application is configured with.</summary>
    /// <param name="configuration">The configuration, with what it had before.</param>
    /// <param name="server">The server.</param>
    /// <param name="key">The setting that the application takes the URL from, such as <c>Prices:Url</c>.</param>
    /// <param name="path">The path of the URL, with a query if need be. Default: the root.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static IConfigurationBuilder AddMockWs(this IConfigurationBuilder configuration, MockWsServer server, string key, string path = "/")
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return configuration.AddInMemoryCollection([new(key, server.UrlOf(path).AbsoluteUri)]);
    }

    /// <summary>
    /// Gives the services of an application the server, and an <see cref="HttpMessageInvoker"/> that leads to it, in place of the one they had. Code that
    /// takes an invoker, if there is one, and connects with it is led to a server in memory.
    /// </summary>
    /// <param name="services">The services, with what they had before.</param>
    /// <param name="server">The server; the application does not stop it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddMockWs(this IServiceCollection services, MockWsServer server)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(server);
        services.RemoveAll<HttpMessageInvoker>();
        return services.AddSingleton(server).AddSingleton(_ => server.CreateInvoker());
    }

    /// <summary>Leads one HTTP client of an application to a server, such as the one whose handler its WebSockets go through.</summary>
    /// <param name="client">The client, as <c>services.AddHttpClient(…)</c> gives it.</param>
    /// <param name="server">The server.</param>
    /// <returns>The client.</returns>
    public static IHttpClientBuilder UseMockWs(this IHttpClientBuilder client, MockWsServer server)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(server);
        return client.ConfigurePrimaryHttpMessageHandler(() => server.CreateClientHandler());
    }
}
