using MockWs.Behaviours.Matching;

namespace MockWs.Expectations;

/// <summary>Something that is so or not, over the entries of one moment. Immutable.</summary>
internal abstract class Claim
{
    /// <summary>Whether a wait has to last to its end, because it is the later entries that could break it.</summary>
    public virtual bool HasToLast => false;

    /// <summary>Whether a single connection can show it.</summary>
    public virtual bool IsOfOneConnection => true;

    /// <summary>What is expected, after the words "Expected the server".</summary>
    public abstract string Say();

    public abstract Finding Judge(JournalView view);

    /// <summary>The same with another number of times.</summary>
    /// <exception cref="InvalidOperationException">Nothing is counted here.</exception>
    public virtual Claim With(Occurrence times) =>
        throw new InvalidOperationException($"\"{Say()}\" has no number of times: it counts nothing.");
}
