using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MockWs.Testing.Tests.Clients;

/// <summary>An application, or a part of one, that is led to a mock server.</summary>
[CancelAfter(30_000)]
internal sealed class ApplicationTests
{
    private static readonly string[] Places = ["", "ws://localhost:0", "wss://localhost:0"];

    [TestCaseSource(nameof(Places))]
    public async Task An_application_takes_its_prices_from_the_server(string place)
    {
        await using var server = await StartAsync(place);
        await using var factory = new WebApplicationFactory<Program>();
        await using var application = factory.WithWebHostBuilder(host => host.UseMockWs(server, "Prices:Url", "/v2/prices?key=1"));
        using var browser = application.CreateClient();

        (await browser.GetStringAsync(new Uri("/price/MSFT", UriKind.Relative))).Should().Be("411.22");
        server.Should().HaveConnected(with => with.Query("key", "1")).Exactly(1).And.HaveReceivedText("MSFT");
    }

    [Test]
    public async Task A_configuration_has_the_URL_in_place_of_what_it_had()
    {
        await using var server = await MockWsServer.StartAsync();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Prices:Url", "wss://prices.example"), new("Prices:Key", "7")])
            .AddMockWs(server, "Prices:Url", "/prices")
            .Build();

        configuration["Prices:Url"].Should().Be(server.UrlOf("/prices").AbsoluteUri);
        configuration["Prices:Key"].Should().Be("7");
    }

    [Test]
    public async Task Services_have_the_server_and_one_way_to_it()
    {
        await using var server = await StartAsync("");
        await using var services = new ServiceCollection()
            .AddSingleton(new HttpMessageInvoker(new SocketsHttpHandler()))
            .AddMockWs(server)
            .BuildServiceProvider();

        services.GetRequiredService<MockWsServer>().Should().BeSameAs(server);
        services.GetServices<HttpMessageInvoker>().Should().ContainSingle();
        using var client = new System.Net.WebSockets.ClientWebSocket();
        await client.ConnectAsync(server.UrlOf("/v2/prices"), services.GetRequiredService<HttpMessageInvoker>(), CancellationToken.None);
        (await client.EchoAsync("MSFT")).Should().Be("411.22");
    }

    [Test]
    public async Task An_HTTP_client_of_the_services_is_led_to_the_server()
    {
        await using var server = await StartAsync("");
        var collection = new ServiceCollection();
        collection.AddHttpClient("prices").UseMockWs(server);
        await using var services = collection.BuildServiceProvider();
        using var handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("prices");
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var client = new System.Net.WebSockets.ClientWebSocket();

        await client.ConnectAsync(new Uri("wss://prices.example/v2/prices"), invoker, CancellationToken.None);
        (await client.EchoAsync("MSFT")).Should().Be("411.22");
    }

    [Test]
    public async Task A_setting_without_a_name_is_refused()
    {
        await using var server = await StartAsync("");
        new ConfigurationBuilder().Invoking(configuration => configuration.AddMockWs(server, " ")).Should().Throw<ArgumentException>().WithMessage("*key*");
        await using var factory = new WebApplicationFactory<Program>();
        await using var application = factory.WithWebHostBuilder(host => host.UseMockWs(server, ""));
        application.Invoking(app => app.CreateClient()).Should().Throw<ArgumentException>().WithMessage("*key*");
    }

    private static Task<MockWsServer> StartAsync(string url) => MockWsServer.StartAsync(mock => mock
        .ListenOn(url.Length == 0 ? [] : [url])
        .At("/v2/prices", prices => prices.When(Text.Is("MSFT"), then => then.Send("411.22"))));
}
