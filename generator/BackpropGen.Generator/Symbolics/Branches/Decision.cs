namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>A function of comparisons to true and false, as a reduced ordered decision diagram: what it asks first, and what is left where that holds and where it fails.
/// Equal functions are the same object.</summary>
/// <remarks>Source: Bryant, Graph-based algorithms for Boolean function manipulation, IEEE Transactions on Computers C-35(8), 1986.</remarks>
internal sealed class Decision
{
    /// <summary>Makes a decision; for <see cref="Decisions"/>, which makes each once.</summary>
    /// <param name="number">Its number among all.</param>
    /// <param name="asked">The number of the comparison asked first; above all others for true and false.</param>
    /// <param name="holds">What is left where the comparison holds; null for true and false.</param>
    /// <param name="fails">What is left where it fails.</param>
    public Decision(int number, int asked, Decision? holds, Decision? fails)
    {
        Number = number;
        Asked = asked;
        Holds = holds ?? this;
        Fails = fails ?? this;
    }

    /// <summary>Its number among all.</summary>
    public int Number { get; }

    /// <summary>The number of the comparison asked first.</summary>
    public int Asked { get; }

    /// <summary>What is left where the comparison holds; itself for true and false.</summary>
    public Decision Holds { get; }

    /// <summary>What is left where it fails.</summary>
    public Decision Fails { get; }
}
