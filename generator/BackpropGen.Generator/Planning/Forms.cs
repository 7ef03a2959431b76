namespace BackpropGen.Generator.Planning;

/// <summary>How far each number of an operand reaches in a block of rows and columns.</summary>
internal enum Reach
{
    Element,
    Row,
    Column,
    All,
}

/// <summary>A loop over rows, mostly the samples, of so few columns that its kernel is compiled for their number.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Target">What each number of the result is of.</param>
/// <param name="Operands">How far the numbers of each operand reach.</param>
internal sealed record BlockForm(Extent Rows, int Columns, Reach Target, EquatableArray<Reach> Operands);

/// <summary>Which two of three matrices are small, and how they lie.</summary>
internal enum ProductKind
{
    /// <summary>a b: columns and inner extent are known.</summary>
    Times,

    /// <summary>a bᵀ: likewise.</summary>
    TimesTransposed,

    /// <summary>aᵀ b: rows and columns are known, as of a weight's gradient.</summary>
    TransposedTimes,
}

/// <summary>A product by a kernel that is compiled for two of its extents.</summary>
/// <param name="Kind">How the factors lie.</param>
/// <param name="Operands">How far the numbers of the epilogue's operands reach, the product's own first.</param>
/// <param name="Start">Which of these operands is added to the product: in a loop of rows its sums begin with it, and the epilogue has it no more.</param>
internal sealed record ProductForm(ProductKind Kind, EquatableArray<Reach> Operands, int? Start = null);
