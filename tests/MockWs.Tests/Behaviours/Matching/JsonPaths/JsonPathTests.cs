using System.Text.Json;
using MockWs.Behaviours.Matching.JsonPaths;

namespace MockWs.Tests.Behaviours.Matching.JsonPaths;

// RFC 9535
[TestFixture]
public sealed class JsonPathTests
{
    private const string Store =
        """
        { "book": [ { "id": 1, "title": "A", "price": 8.95 }, { "id": 2, "title": "Bé", "price": 12, "tags": ["x", "y"] },
                    { "id": 3, "title": "🙂", "isbn": "0-1" } ],
          "max": 10, "odd name": { "a.b": true, "it's": null }, "empty": [] }
        """;

    // 2.1, 2.2: the root
    [TestCase("$.max", "10")]
    [TestCase("$ .max", "10")]
    // 2.3.1: names
    [TestCase("$['max']", "10")]
    [TestCase("$[\"odd name\"]['a.b']", "true")]
    [TestCase("$['odd name']['it\\'s']", "null")]
    [TestCase("$['odd name'][\"it's\"]", "null")]
    [TestCase("$['\\u006dax']", "10")]
    [TestCase("$.none", "")]
    [TestCase("$.max.none", "")]
    [TestCase("$.book.id", "")]
    // 2.3.2: the wildcard
    [TestCase("$['odd name'].*", "true null")]
    [TestCase("$.book[*].id", "1 2 3")]
    [TestCase("$.max.*", "")]
    // 2.3.3: indices
    [TestCase("$.book[0].id", "1")]
    [TestCase("$.book[-1].id", "3")]
    [TestCase("$.book[3].id", "")]
    [TestCase("$.book[-4].id", "")]
    [TestCase("$.max[0]", "")]
    // 2.3.4: slices
    [TestCase("$.book[1:].id", "2 3")]
    [TestCase("$.book[:2].id", "1 2")]
    [TestCase("$.book[::2].id", "1 3")]
    [TestCase("$.book[::-1].id", "3 2 1")]
    [TestCase("$.book[-2:-1].id", "2")]
    [TestCase("$.book[5:1:-1].id", "3")]
    [TestCase("$.book[::0].id", "")]
    [TestCase("$.book[:9007199254740991].id", "1 2 3")]
    // 2.5.1: several selectors
    [TestCase("$.book[2, 0].id", "3 1")]
    // 2.5.2: descendants
    [TestCase("$..id", "1 2 3")]
    [TestCase("$..tags[1]", "\"y\"")]
    [TestCase("$..['price', 'isbn']", "8.95 12 \"0-1\"")]
    // 2.3.5: filters
    [TestCase("$.book[?@.isbn].id", "3")]
    [TestCase("$.book[?!@.isbn].id", "1 2")]
    [TestCase("$.book[?@.price < 10].id", "1")]
    [TestCase("$.book[?(@.price <= $.max || @.id == 3)].id", "1 3")]
    [TestCase("$.book[?@.price > 8 && !(@.id == 1)].id", "2")]
    [TestCase("$.book[?@.title == 'A'].id", "1")]
    [TestCase("$.book[?@.title >= \"B\"].id", "2 3")]
    [TestCase("$.book[?@.price != 12].id", "1 3")]
    [TestCase("$.book[?@.id == 2.0].title", "\"Bé\"")]
    [TestCase("$.book[?@.none == @.other].id", "1 2 3")]
    [TestCase("$.book[?@.tags == $.book[1].tags].id", "2")]
    [TestCase("$['odd name'][?@ == true]", "true")]
    [TestCase("$['odd name'][?@ == null]", "null")]
    // 2.4: functions
    [TestCase("$.book[?length(@.title) == 1].id", "1 3")]
    [TestCase("$.book[?length(@.tags) == 2].id", "2")]
    [TestCase("$.book[?length(@) == 4].id", "2")]
    [TestCase("$.book[?length(@.price) == 1].id", "")]
    [TestCase("$.book[?count(@.*) == 4].id", "2")]
    [TestCase("$.book[?value(@..tags) == @.tags].id", "1 2 3")]
    [TestCase("$.book[?match(@.isbn, '[0-9]-.')].id", "3")]
    [TestCase("$.book[?match(@.isbn, '[0-9]')].id", "")]
    [TestCase("$.book[?search(@.isbn, '[0-9]')].id", "3")]
    [TestCase("$.book[?match(@.title, '.')].id", "1 3")]
    [TestCase("$.book[?search(@.title, '(')].id", "")]
    public void A_path_leads_to_nodes(string path, string nodes) =>
        string.Join(' ', JsonPath.Parse(path).Select(JsonElement.Parse(Store)).Select(node => node.GetRawText())).Should().Be(nodes);

    [TestCase("", "expected $, with which every path begins, found the end (offset 0)")]
    [TestCase("op", "expected $, with which every path begins, found \"o\" (offset 0)")]
    [TestCase("$.", "expected a name or *, found the end (offset 2)")]
    [TestCase("$.1", "expected a name or *, found \"1\" (offset 2)")]
    [TestCase("$op", "expected a dot, a bracket or the end, found \"o\" (offset 1)")]
    [TestCase("$.op ", "expected a dot, a bracket or the end, found \" \" (offset 4)")]
    [TestCase("$[", "expected a name in quotes, an index, a slice, * or ?, found the end (offset 2)")]
    [TestCase("$[op]", "expected a name in quotes, an index, a slice, * or ?, found \"o\" (offset 2)")]
    [TestCase("$[0", "expected a comma or ], found the end (offset 3)")]
    [TestCase("$[01]", "\"01\" is no index (offset 2)")]
    [TestCase("$[-0]", "\"-0\" is no index (offset 2)")]
    [TestCase("$[9007199254740992]", "\"9007199254740992\" is no index (offset 2)")]
    [TestCase("$['op]", "a string without its closing quote (offset 2)")]
    [TestCase("$['\\\"']", "\\\" is no escape in a string in ' (offset 3)")]
    [TestCase("$['\\ud800']", "not a string: an escape such as \\ud800 stands for half a character (offset 2)")]
    [TestCase("$[?@.a = 1]", "expected a comma or ], found \"=\" (offset 7)")]
    [TestCase("$[?@.a == b]", "\"b\" is neither a value nor a function; a string needs quotes (offset 10)")]
    [TestCase("$[?@.a == 1e]", "\"1e\" is no number (offset 10)")]
    [TestCase("$[?@.a == ]", "expected $, @, a value or a function, found \"]\" (offset 10)")]
    [TestCase("$[?true]", "a value alone is no test; compare it (offset 3)")]
    [TestCase("$[?(@.a]", "expected \")\", found \"]\" (offset 7)")]
    [TestCase("$[?@.* == 1]", "this query may lead to several nodes where one value is needed (offset 3)")]
    [TestCase("$[?size(@) == 1]", "there is no function size(); there are length, count, value, match and search (offset 3)")]
    [TestCase("$[?length(@, 1) == 1]", "length() takes one argument (offset 3)")]
    [TestCase("$[?match(@) == 1]", "match() takes two arguments (offset 3)")]
    [TestCase("$[?match(@, 'a') == true]", "match() and search() are tests, not values to compare (offset 3)")]
    [TestCase("$[?count(1) == 1]", "a query is needed here, such as @.* (offset 9)")]
    public void What_is_no_path_fails_when_it_is_built(string path, string error) =>
        FluentActions.Invoking(() => JsonPath.Parse(path)).Should().Throw<ArgumentException>()
            .Which.Message.Should().EndWith($" is no JSONPath: {error} (Parameter 'path')");
}
