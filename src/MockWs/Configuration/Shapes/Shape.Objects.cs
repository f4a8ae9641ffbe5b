namespace MockWs.Configuration.Shapes;

/// <summary>The shapes of objects. Their values are tuples of the members' values.</summary>
internal abstract partial class Shape
{
    public static ObjectShape<T> Object<T>(Member<T> one) => new(
        [one],
        (node, members) => one.Read(node, members),
        (writer, value) => one.Write(writer, value),
        one.CanWrite);

    public static ObjectShape<(T1, T2)> Object<T1, T2>(Member<T1> one, Member<T2> two) => new(
        [one, two],
        (node, members) => Both(one.Read(node, members), two.Read(node, members)),
        (writer, value) =>
        {
            one.Write(writer, value.Item1);
            two.Write(writer, value.Item2);
        },
        value => one.CanWrite(value.Item1) && two.CanWrite(value.Item2));

    public static ObjectShape<(T1, T2, T3)> Object<T1, T2, T3>(Member<T1> one, Member<T2> two, Member<T3> three) =>
        Join(Object(one, two), Object(three)).To<(T1, T2, T3)>(
            value => (value.Item1.Item1, value.Item1.Item2, value.Item2), value => ((value.Item1, value.Item2), value.Item3));

    public static ObjectShape<(T1, T2, T3, T4)> Object<T1, T2, T3, T4>(Member<T1> one, Member<T2> two, Member<T3> three, Member<T4> four) =>
        Join(Object(one, two), Object(three, four)).To<(T1, T2, T3, T4)>(
            value => (value.Item1.Item1, value.Item1.Item2, value.Item2.Item1, value.Item2.Item2),
            value => ((value.Item1, value.Item2), (value.Item3, value.Item4)));

    public static ObjectShape<(T1, T2, T3, T4, T5)> Object<T1, T2, T3, T4, T5>(
        Member<T1> one, Member<T2> two, Member<T3> three, Member<T4> four, Member<T5> five) =>
        Join(Object(one, two, three), Object(four, five)).To<(T1, T2, T3, T4, T5)>(
            value => (value.Item1.Item1, value.Item1.Item2, value.Item1.Item3, value.Item2.Item1, value.Item2.Item2),
            value => ((value.Item1, value.Item2, value.Item3), (value.Item4, value.Item5)));

    public static ObjectShape<(T1, T2, T3, T4, T5, T6)> Object<T1, T2, T3, T4, T5, T6>(
        Member<T1> one, Member<T2> two, Member<T3> three, Member<T4> four, Member<T5> five, Member<T6> six) =>
        Join(Object(one, two, three), Object(four, five, six)).To<(T1, T2, T3, T4, T5, T6)>(
            value => (value.Item1.Item1, value.Item1.Item2, value.Item1.Item3, value.Item2.Item1, value.Item2.Item2, value.Item2.Item3),
            value => ((value.Item1, value.Item2, value.Item3), (value.Item4, value.Item5, value.Item6)));

    private static ObjectShape<(TLeft, TRight)> Join<TLeft, TRight>(ObjectShape<TLeft> left, ObjectShape<TRight> right) => new(
        [.. left.Members, .. right.Members],
        (node, members) => Both(left.ReadMembers(node, members), right.ReadMembers(node, members)),
        (writer, value) =>
        {
            left.WriteMembers(writer, value.Item1);
            right.WriteMembers(writer, value.Item2);
        },
        value => left.CanWrite(value.Item1) && right.CanWrite(value.Item2));

    private static Option<(T1, T2)> Both<T1, T2>(Option<T1> one, Option<T2> two) =>
        one.Is(out var first) && two.Is(out var second) ? (first, second) : Option<(T1, T2)>.None;
}
