// Made by `cargo xtask codegen`. Do not edit: change xtask and run it again.

use core::ffi::{c_char, c_int, c_uint, c_void};

pub const kTfLiteOptionalTensor: i32 = -1;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_QS8: u32 = 1;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_QU8: u32 = 2;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_FORCE_FP16: u32 = 4;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_DYNAMIC_FULLY_CONNECTED: u32 = 8;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_VARIABLE_OPERATORS: u32 = 16;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_TRANSIENT_INDIRECTION_BUFFER: u32 = 32;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_ENABLE_LATEST_OPERATORS: u32 = 64;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_ENABLE_SUBGRAPH_RESHAPING: u32 = 128;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_SLOW_CONSISTENT_ARITHMETIC: u32 = 512;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_DISABLE_SUBGRAPH_RESHAPING: u32 = 1024;

pub const TFLITE_XNNPACK_DELEGATE_FLAG_DISABLE_DYNAMICALLY_QUANTIZED_OPS: u32 = 2048;

impl TfLiteBuiltinOperator {
    pub const kTfLiteBuiltinAdd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(0);
    pub const kTfLiteBuiltinAveragePool2d: TfLiteBuiltinOperator = TfLiteBuiltinOperator(1);
    pub const kTfLiteBuiltinConcatenation: TfLiteBuiltinOperator = TfLiteBuiltinOperator(2);
    pub const kTfLiteBuiltinConv2d: TfLiteBuiltinOperator = TfLiteBuiltinOperator(3);
    pub const kTfLiteBuiltinDepthwiseConv2d: TfLiteBuiltinOperator = TfLiteBuiltinOperator(4);
    pub const kTfLiteBuiltinDepthToSpace: TfLiteBuiltinOperator = TfLiteBuiltinOperator(5);
    pub const kTfLiteBuiltinDequantize: TfLiteBuiltinOperator = TfLiteBuiltinOperator(6);
    pub const kTfLiteBuiltinEmbeddingLookup: TfLiteBuiltinOperator = TfLiteBuiltinOperator(7);
    pub const kTfLiteBuiltinFloor: TfLiteBuiltinOperator = TfLiteBuiltinOperator(8);
    pub const kTfLiteBuiltinFullyConnected: TfLiteBuiltinOperator = TfLiteBuiltinOperator(9);
    pub const kTfLiteBuiltinHashtableLookup: TfLiteBuiltinOperator = TfLiteBuiltinOperator(10);
    pub const kTfLiteBuiltinL2Normalization: TfLiteBuiltinOperator = TfLiteBuiltinOperator(11);
    pub const kTfLiteBuiltinL2Pool2d: TfLiteBuiltinOperator = TfLiteBuiltinOperator(12);
    pub const kTfLiteBuiltinLocalResponseNormalization: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(13);
    pub const kTfLiteBuiltinLogistic: TfLiteBuiltinOperator = TfLiteBuiltinOperator(14);
    pub const kTfLiteBuiltinLshProjection: TfLiteBuiltinOperator = TfLiteBuiltinOperator(15);
    pub const kTfLiteBuiltinLstm: TfLiteBuiltinOperator = TfLiteBuiltinOperator(16);
    pub const kTfLiteBuiltinMaxPool2d: TfLiteBuiltinOperator = TfLiteBuiltinOperator(17);
    pub const kTfLiteBuiltinMul: TfLiteBuiltinOperator = TfLiteBuiltinOperator(18);
    pub const kTfLiteBuiltinRelu: TfLiteBuiltinOperator = TfLiteBuiltinOperator(19);
    pub const kTfLiteBuiltinReluN1To1: TfLiteBuiltinOperator = TfLiteBuiltinOperator(20);
    pub const kTfLiteBuiltinRelu6: TfLiteBuiltinOperator = TfLiteBuiltinOperator(21);
    pub const kTfLiteBuiltinReshape: TfLiteBuiltinOperator = TfLiteBuiltinOperator(22);
    pub const kTfLiteBuiltinResizeBilinear: TfLiteBuiltinOperator = TfLiteBuiltinOperator(23);
    pub const kTfLiteBuiltinRnn: TfLiteBuiltinOperator = TfLiteBuiltinOperator(24);
    pub const kTfLiteBuiltinSoftmax: TfLiteBuiltinOperator = TfLiteBuiltinOperator(25);
    pub const kTfLiteBuiltinSpaceToDepth: TfLiteBuiltinOperator = TfLiteBuiltinOperator(26);
    pub const kTfLiteBuiltinSvdf: TfLiteBuiltinOperator = TfLiteBuiltinOperator(27);
    pub const kTfLiteBuiltinTanh: TfLiteBuiltinOperator = TfLiteBuiltinOperator(28);
    pub const kTfLiteBuiltinConcatEmbeddings: TfLiteBuiltinOperator = TfLiteBuiltinOperator(29);
    pub const kTfLiteBuiltinSkipGram: TfLiteBuiltinOperator = TfLiteBuiltinOperator(30);
    pub const kTfLiteBuiltinCall: TfLiteBuiltinOperator = TfLiteBuiltinOperator(31);
    pub const kTfLiteBuiltinCustom: TfLiteBuiltinOperator = TfLiteBuiltinOperator(32);
    pub const kTfLiteBuiltinEmbeddingLookupSparse: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(33);
    pub const kTfLiteBuiltinPad: TfLiteBuiltinOperator = TfLiteBuiltinOperator(34);
    pub const kTfLiteBuiltinUnidirectionalSequenceRnn: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(35);
    pub const kTfLiteBuiltinGather: TfLiteBuiltinOperator = TfLiteBuiltinOperator(36);
    pub const kTfLiteBuiltinBatchToSpaceNd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(37);
    pub const kTfLiteBuiltinSpaceToBatchNd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(38);
    pub const kTfLiteBuiltinTranspose: TfLiteBuiltinOperator = TfLiteBuiltinOperator(39);
    pub const kTfLiteBuiltinMean: TfLiteBuiltinOperator = TfLiteBuiltinOperator(40);
    pub const kTfLiteBuiltinSub: TfLiteBuiltinOperator = TfLiteBuiltinOperator(41);
    pub const kTfLiteBuiltinDiv: TfLiteBuiltinOperator = TfLiteBuiltinOperator(42);
    pub const kTfLiteBuiltinSqueeze: TfLiteBuiltinOperator = TfLiteBuiltinOperator(43);
    pub const kTfLiteBuiltinUnidirectionalSequenceLstm: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(44);
    pub const kTfLiteBuiltinStridedSlice: TfLiteBuiltinOperator = TfLiteBuiltinOperator(45);
    pub const kTfLiteBuiltinBidirectionalSequenceRnn: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(46);
    pub const kTfLiteBuiltinExp: TfLiteBuiltinOperator = TfLiteBuiltinOperator(47);
    pub const kTfLiteBuiltinTopkV2: TfLiteBuiltinOperator = TfLiteBuiltinOperator(48);
    pub const kTfLiteBuiltinSplit: TfLiteBuiltinOperator = TfLiteBuiltinOperator(49);
    pub const kTfLiteBuiltinLogSoftmax: TfLiteBuiltinOperator = TfLiteBuiltinOperator(50);
    pub const kTfLiteBuiltinDelegate: TfLiteBuiltinOperator = TfLiteBuiltinOperator(51);
    pub const kTfLiteBuiltinBidirectionalSequenceLstm: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(52);
    pub const kTfLiteBuiltinCast: TfLiteBuiltinOperator = TfLiteBuiltinOperator(53);
    pub const kTfLiteBuiltinPrelu: TfLiteBuiltinOperator = TfLiteBuiltinOperator(54);
    pub const kTfLiteBuiltinMaximum: TfLiteBuiltinOperator = TfLiteBuiltinOperator(55);
    pub const kTfLiteBuiltinArgMax: TfLiteBuiltinOperator = TfLiteBuiltinOperator(56);
    pub const kTfLiteBuiltinMinimum: TfLiteBuiltinOperator = TfLiteBuiltinOperator(57);
    pub const kTfLiteBuiltinLess: TfLiteBuiltinOperator = TfLiteBuiltinOperator(58);
    pub const kTfLiteBuiltinNeg: TfLiteBuiltinOperator = TfLiteBuiltinOperator(59);
    pub const kTfLiteBuiltinPadv2: TfLiteBuiltinOperator = TfLiteBuiltinOperator(60);
    pub const kTfLiteBuiltinGreater: TfLiteBuiltinOperator = TfLiteBuiltinOperator(61);
    pub const kTfLiteBuiltinGreaterEqual: TfLiteBuiltinOperator = TfLiteBuiltinOperator(62);
    pub const kTfLiteBuiltinLessEqual: TfLiteBuiltinOperator = TfLiteBuiltinOperator(63);
    pub const kTfLiteBuiltinSelect: TfLiteBuiltinOperator = TfLiteBuiltinOperator(64);
    pub const kTfLiteBuiltinSlice: TfLiteBuiltinOperator = TfLiteBuiltinOperator(65);
    pub const kTfLiteBuiltinSin: TfLiteBuiltinOperator = TfLiteBuiltinOperator(66);
    pub const kTfLiteBuiltinTransposeConv: TfLiteBuiltinOperator = TfLiteBuiltinOperator(67);
    pub const kTfLiteBuiltinSparseToDense: TfLiteBuiltinOperator = TfLiteBuiltinOperator(68);
    pub const kTfLiteBuiltinTile: TfLiteBuiltinOperator = TfLiteBuiltinOperator(69);
    pub const kTfLiteBuiltinExpandDims: TfLiteBuiltinOperator = TfLiteBuiltinOperator(70);
    pub const kTfLiteBuiltinEqual: TfLiteBuiltinOperator = TfLiteBuiltinOperator(71);
    pub const kTfLiteBuiltinNotEqual: TfLiteBuiltinOperator = TfLiteBuiltinOperator(72);
    pub const kTfLiteBuiltinLog: TfLiteBuiltinOperator = TfLiteBuiltinOperator(73);
    pub const kTfLiteBuiltinSum: TfLiteBuiltinOperator = TfLiteBuiltinOperator(74);
    pub const kTfLiteBuiltinSqrt: TfLiteBuiltinOperator = TfLiteBuiltinOperator(75);
    pub const kTfLiteBuiltinRsqrt: TfLiteBuiltinOperator = TfLiteBuiltinOperator(76);
    pub const kTfLiteBuiltinShape: TfLiteBuiltinOperator = TfLiteBuiltinOperator(77);
    pub const kTfLiteBuiltinPow: TfLiteBuiltinOperator = TfLiteBuiltinOperator(78);
    pub const kTfLiteBuiltinArgMin: TfLiteBuiltinOperator = TfLiteBuiltinOperator(79);
    pub const kTfLiteBuiltinFakeQuant: TfLiteBuiltinOperator = TfLiteBuiltinOperator(80);
    pub const kTfLiteBuiltinReduceProd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(81);
    pub const kTfLiteBuiltinReduceMax: TfLiteBuiltinOperator = TfLiteBuiltinOperator(82);
    pub const kTfLiteBuiltinPack: TfLiteBuiltinOperator = TfLiteBuiltinOperator(83);
    pub const kTfLiteBuiltinLogicalOr: TfLiteBuiltinOperator = TfLiteBuiltinOperator(84);
    pub const kTfLiteBuiltinOneHot: TfLiteBuiltinOperator = TfLiteBuiltinOperator(85);
    pub const kTfLiteBuiltinLogicalAnd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(86);
    pub const kTfLiteBuiltinLogicalNot: TfLiteBuiltinOperator = TfLiteBuiltinOperator(87);
    pub const kTfLiteBuiltinUnpack: TfLiteBuiltinOperator = TfLiteBuiltinOperator(88);
    pub const kTfLiteBuiltinReduceMin: TfLiteBuiltinOperator = TfLiteBuiltinOperator(89);
    pub const kTfLiteBuiltinFloorDiv: TfLiteBuiltinOperator = TfLiteBuiltinOperator(90);
    pub const kTfLiteBuiltinReduceAny: TfLiteBuiltinOperator = TfLiteBuiltinOperator(91);
    pub const kTfLiteBuiltinSquare: TfLiteBuiltinOperator = TfLiteBuiltinOperator(92);
    pub const kTfLiteBuiltinZerosLike: TfLiteBuiltinOperator = TfLiteBuiltinOperator(93);
    pub const kTfLiteBuiltinFill: TfLiteBuiltinOperator = TfLiteBuiltinOperator(94);
    pub const kTfLiteBuiltinFloorMod: TfLiteBuiltinOperator = TfLiteBuiltinOperator(95);
    pub const kTfLiteBuiltinRange: TfLiteBuiltinOperator = TfLiteBuiltinOperator(96);
    pub const kTfLiteBuiltinResizeNearestNeighbor: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(97);
    pub const kTfLiteBuiltinLeakyRelu: TfLiteBuiltinOperator = TfLiteBuiltinOperator(98);
    pub const kTfLiteBuiltinSquaredDifference: TfLiteBuiltinOperator = TfLiteBuiltinOperator(99);
    pub const kTfLiteBuiltinMirrorPad: TfLiteBuiltinOperator = TfLiteBuiltinOperator(100);
    pub const kTfLiteBuiltinAbs: TfLiteBuiltinOperator = TfLiteBuiltinOperator(101);
    pub const kTfLiteBuiltinSplitV: TfLiteBuiltinOperator = TfLiteBuiltinOperator(102);
    pub const kTfLiteBuiltinUnique: TfLiteBuiltinOperator = TfLiteBuiltinOperator(103);
    pub const kTfLiteBuiltinCeil: TfLiteBuiltinOperator = TfLiteBuiltinOperator(104);
    pub const kTfLiteBuiltinReverseV2: TfLiteBuiltinOperator = TfLiteBuiltinOperator(105);
    pub const kTfLiteBuiltinAddN: TfLiteBuiltinOperator = TfLiteBuiltinOperator(106);
    pub const kTfLiteBuiltinGatherNd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(107);
    pub const kTfLiteBuiltinCos: TfLiteBuiltinOperator = TfLiteBuiltinOperator(108);
    pub const kTfLiteBuiltinWhere: TfLiteBuiltinOperator = TfLiteBuiltinOperator(109);
    pub const kTfLiteBuiltinRank: TfLiteBuiltinOperator = TfLiteBuiltinOperator(110);
    pub const kTfLiteBuiltinElu: TfLiteBuiltinOperator = TfLiteBuiltinOperator(111);
    pub const kTfLiteBuiltinReverseSequence: TfLiteBuiltinOperator = TfLiteBuiltinOperator(112);
    pub const kTfLiteBuiltinMatrixDiag: TfLiteBuiltinOperator = TfLiteBuiltinOperator(113);
    pub const kTfLiteBuiltinQuantize: TfLiteBuiltinOperator = TfLiteBuiltinOperator(114);
    pub const kTfLiteBuiltinMatrixSetDiag: TfLiteBuiltinOperator = TfLiteBuiltinOperator(115);
    pub const kTfLiteBuiltinRound: TfLiteBuiltinOperator = TfLiteBuiltinOperator(116);
    pub const kTfLiteBuiltinHardSwish: TfLiteBuiltinOperator = TfLiteBuiltinOperator(117);
    pub const kTfLiteBuiltinIf: TfLiteBuiltinOperator = TfLiteBuiltinOperator(118);
    pub const kTfLiteBuiltinWhile: TfLiteBuiltinOperator = TfLiteBuiltinOperator(119);
    pub const kTfLiteBuiltinNonMaxSuppressionV4: TfLiteBuiltinOperator = TfLiteBuiltinOperator(120);
    pub const kTfLiteBuiltinNonMaxSuppressionV5: TfLiteBuiltinOperator = TfLiteBuiltinOperator(121);
    pub const kTfLiteBuiltinScatterNd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(122);
    pub const kTfLiteBuiltinSelectV2: TfLiteBuiltinOperator = TfLiteBuiltinOperator(123);
    pub const kTfLiteBuiltinDensify: TfLiteBuiltinOperator = TfLiteBuiltinOperator(124);
    pub const kTfLiteBuiltinSegmentSum: TfLiteBuiltinOperator = TfLiteBuiltinOperator(125);
    pub const kTfLiteBuiltinBatchMatmul: TfLiteBuiltinOperator = TfLiteBuiltinOperator(126);
    pub const kTfLiteBuiltinPlaceholderForGreaterOpCodes: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(127);
    pub const kTfLiteBuiltinCumsum: TfLiteBuiltinOperator = TfLiteBuiltinOperator(128);
    pub const kTfLiteBuiltinCallOnce: TfLiteBuiltinOperator = TfLiteBuiltinOperator(129);
    pub const kTfLiteBuiltinBroadcastTo: TfLiteBuiltinOperator = TfLiteBuiltinOperator(130);
    pub const kTfLiteBuiltinRfft2d: TfLiteBuiltinOperator = TfLiteBuiltinOperator(131);
    pub const kTfLiteBuiltinConv3d: TfLiteBuiltinOperator = TfLiteBuiltinOperator(132);
    pub const kTfLiteBuiltinImag: TfLiteBuiltinOperator = TfLiteBuiltinOperator(133);
    pub const kTfLiteBuiltinReal: TfLiteBuiltinOperator = TfLiteBuiltinOperator(134);
    pub const kTfLiteBuiltinComplexAbs: TfLiteBuiltinOperator = TfLiteBuiltinOperator(135);
    pub const kTfLiteBuiltinHashtable: TfLiteBuiltinOperator = TfLiteBuiltinOperator(136);
    pub const kTfLiteBuiltinHashtableFind: TfLiteBuiltinOperator = TfLiteBuiltinOperator(137);
    pub const kTfLiteBuiltinHashtableImport: TfLiteBuiltinOperator = TfLiteBuiltinOperator(138);
    pub const kTfLiteBuiltinHashtableSize: TfLiteBuiltinOperator = TfLiteBuiltinOperator(139);
    pub const kTfLiteBuiltinReduceAll: TfLiteBuiltinOperator = TfLiteBuiltinOperator(140);
    pub const kTfLiteBuiltinConv3dTranspose: TfLiteBuiltinOperator = TfLiteBuiltinOperator(141);
    pub const kTfLiteBuiltinVarHandle: TfLiteBuiltinOperator = TfLiteBuiltinOperator(142);
    pub const kTfLiteBuiltinReadVariable: TfLiteBuiltinOperator = TfLiteBuiltinOperator(143);
    pub const kTfLiteBuiltinAssignVariable: TfLiteBuiltinOperator = TfLiteBuiltinOperator(144);
    pub const kTfLiteBuiltinBroadcastArgs: TfLiteBuiltinOperator = TfLiteBuiltinOperator(145);
    pub const kTfLiteBuiltinRandomStandardNormal: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(146);
    pub const kTfLiteBuiltinBucketize: TfLiteBuiltinOperator = TfLiteBuiltinOperator(147);
    pub const kTfLiteBuiltinRandomUniform: TfLiteBuiltinOperator = TfLiteBuiltinOperator(148);
    pub const kTfLiteBuiltinMultinomial: TfLiteBuiltinOperator = TfLiteBuiltinOperator(149);
    pub const kTfLiteBuiltinGelu: TfLiteBuiltinOperator = TfLiteBuiltinOperator(150);
    pub const kTfLiteBuiltinDynamicUpdateSlice: TfLiteBuiltinOperator = TfLiteBuiltinOperator(151);
    pub const kTfLiteBuiltinRelu0To1: TfLiteBuiltinOperator = TfLiteBuiltinOperator(152);
    pub const kTfLiteBuiltinUnsortedSegmentProd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(153);
    pub const kTfLiteBuiltinUnsortedSegmentMax: TfLiteBuiltinOperator = TfLiteBuiltinOperator(154);
    pub const kTfLiteBuiltinUnsortedSegmentSum: TfLiteBuiltinOperator = TfLiteBuiltinOperator(155);
    pub const kTfLiteBuiltinAtan2: TfLiteBuiltinOperator = TfLiteBuiltinOperator(156);
    pub const kTfLiteBuiltinUnsortedSegmentMin: TfLiteBuiltinOperator = TfLiteBuiltinOperator(157);
    pub const kTfLiteBuiltinSign: TfLiteBuiltinOperator = TfLiteBuiltinOperator(158);
    pub const kTfLiteBuiltinBitcast: TfLiteBuiltinOperator = TfLiteBuiltinOperator(159);
    pub const kTfLiteBuiltinBitwiseXor: TfLiteBuiltinOperator = TfLiteBuiltinOperator(160);
    pub const kTfLiteBuiltinRightShift: TfLiteBuiltinOperator = TfLiteBuiltinOperator(161);
    pub const kTfLiteBuiltinStablehloLogistic: TfLiteBuiltinOperator = TfLiteBuiltinOperator(162);
    pub const kTfLiteBuiltinStablehloAdd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(163);
    pub const kTfLiteBuiltinStablehloDivide: TfLiteBuiltinOperator = TfLiteBuiltinOperator(164);
    pub const kTfLiteBuiltinStablehloMultiply: TfLiteBuiltinOperator = TfLiteBuiltinOperator(165);
    pub const kTfLiteBuiltinStablehloMaximum: TfLiteBuiltinOperator = TfLiteBuiltinOperator(166);
    pub const kTfLiteBuiltinStablehloReshape: TfLiteBuiltinOperator = TfLiteBuiltinOperator(167);
    pub const kTfLiteBuiltinStablehloClamp: TfLiteBuiltinOperator = TfLiteBuiltinOperator(168);
    pub const kTfLiteBuiltinStablehloConcatenate: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(169);
    pub const kTfLiteBuiltinStablehloBroadcastInDim: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(170);
    pub const kTfLiteBuiltinStablehloConvolution: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(171);
    pub const kTfLiteBuiltinStablehloSlice: TfLiteBuiltinOperator = TfLiteBuiltinOperator(172);
    pub const kTfLiteBuiltinStablehloCustomCall: TfLiteBuiltinOperator = TfLiteBuiltinOperator(173);
    pub const kTfLiteBuiltinStablehloReduce: TfLiteBuiltinOperator = TfLiteBuiltinOperator(174);
    pub const kTfLiteBuiltinStablehloAbs: TfLiteBuiltinOperator = TfLiteBuiltinOperator(175);
    pub const kTfLiteBuiltinStablehloAnd: TfLiteBuiltinOperator = TfLiteBuiltinOperator(176);
    pub const kTfLiteBuiltinStablehloCosine: TfLiteBuiltinOperator = TfLiteBuiltinOperator(177);
    pub const kTfLiteBuiltinStablehloExponential: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(178);
    pub const kTfLiteBuiltinStablehloFloor: TfLiteBuiltinOperator = TfLiteBuiltinOperator(179);
    pub const kTfLiteBuiltinStablehloLog: TfLiteBuiltinOperator = TfLiteBuiltinOperator(180);
    pub const kTfLiteBuiltinStablehloMinimum: TfLiteBuiltinOperator = TfLiteBuiltinOperator(181);
    pub const kTfLiteBuiltinStablehloNegate: TfLiteBuiltinOperator = TfLiteBuiltinOperator(182);
    pub const kTfLiteBuiltinStablehloOr: TfLiteBuiltinOperator = TfLiteBuiltinOperator(183);
    pub const kTfLiteBuiltinStablehloPower: TfLiteBuiltinOperator = TfLiteBuiltinOperator(184);
    pub const kTfLiteBuiltinStablehloRemainder: TfLiteBuiltinOperator = TfLiteBuiltinOperator(185);
    pub const kTfLiteBuiltinStablehloRsqrt: TfLiteBuiltinOperator = TfLiteBuiltinOperator(186);
    pub const kTfLiteBuiltinStablehloSelect: TfLiteBuiltinOperator = TfLiteBuiltinOperator(187);
    pub const kTfLiteBuiltinStablehloSubtract: TfLiteBuiltinOperator = TfLiteBuiltinOperator(188);
    pub const kTfLiteBuiltinStablehloTanh: TfLiteBuiltinOperator = TfLiteBuiltinOperator(189);
    pub const kTfLiteBuiltinStablehloScatter: TfLiteBuiltinOperator = TfLiteBuiltinOperator(190);
    pub const kTfLiteBuiltinStablehloCompare: TfLiteBuiltinOperator = TfLiteBuiltinOperator(191);
    pub const kTfLiteBuiltinStablehloConvert: TfLiteBuiltinOperator = TfLiteBuiltinOperator(192);
    pub const kTfLiteBuiltinStablehloDynamicSlice: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(193);
    pub const kTfLiteBuiltinStablehloDynamicUpdateSlice: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(194);
    pub const kTfLiteBuiltinStablehloPad: TfLiteBuiltinOperator = TfLiteBuiltinOperator(195);
    pub const kTfLiteBuiltinStablehloIota: TfLiteBuiltinOperator = TfLiteBuiltinOperator(196);
    pub const kTfLiteBuiltinStablehloDotGeneral: TfLiteBuiltinOperator = TfLiteBuiltinOperator(197);
    pub const kTfLiteBuiltinStablehloReduceWindow: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(198);
    pub const kTfLiteBuiltinStablehloSort: TfLiteBuiltinOperator = TfLiteBuiltinOperator(199);
    pub const kTfLiteBuiltinStablehloWhile: TfLiteBuiltinOperator = TfLiteBuiltinOperator(200);
    pub const kTfLiteBuiltinStablehloGather: TfLiteBuiltinOperator = TfLiteBuiltinOperator(201);
    pub const kTfLiteBuiltinStablehloTranspose: TfLiteBuiltinOperator = TfLiteBuiltinOperator(202);
    pub const kTfLiteBuiltinDilate: TfLiteBuiltinOperator = TfLiteBuiltinOperator(203);
    pub const kTfLiteBuiltinStablehloRngBitGenerator: TfLiteBuiltinOperator =
        TfLiteBuiltinOperator(204);
    pub const kTfLiteBuiltinReduceWindow: TfLiteBuiltinOperator = TfLiteBuiltinOperator(205);
    pub const kTfLiteBuiltinStablehloComposite: TfLiteBuiltinOperator = TfLiteBuiltinOperator(206);
    pub const kTfLiteBuiltinStablehloShiftLeft: TfLiteBuiltinOperator = TfLiteBuiltinOperator(207);
    pub const kTfLiteBuiltinStablehloCbrt: TfLiteBuiltinOperator = TfLiteBuiltinOperator(208);
    pub const kTfLiteBuiltinStablehloCase: TfLiteBuiltinOperator = TfLiteBuiltinOperator(209);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteBuiltinOperator(pub c_uint);

impl TfLiteType {
    pub const kTfLiteNoType: TfLiteType = TfLiteType(0);
    pub const kTfLiteFloat32: TfLiteType = TfLiteType(1);
    pub const kTfLiteInt32: TfLiteType = TfLiteType(2);
    pub const kTfLiteUInt8: TfLiteType = TfLiteType(3);
    pub const kTfLiteInt64: TfLiteType = TfLiteType(4);
    pub const kTfLiteString: TfLiteType = TfLiteType(5);
    pub const kTfLiteBool: TfLiteType = TfLiteType(6);
    pub const kTfLiteInt16: TfLiteType = TfLiteType(7);
    pub const kTfLiteComplex64: TfLiteType = TfLiteType(8);
    pub const kTfLiteInt8: TfLiteType = TfLiteType(9);
    pub const kTfLiteFloat16: TfLiteType = TfLiteType(10);
    pub const kTfLiteFloat64: TfLiteType = TfLiteType(11);
    pub const kTfLiteComplex128: TfLiteType = TfLiteType(12);
    pub const kTfLiteUInt64: TfLiteType = TfLiteType(13);
    pub const kTfLiteResource: TfLiteType = TfLiteType(14);
    pub const kTfLiteVariant: TfLiteType = TfLiteType(15);
    pub const kTfLiteUInt32: TfLiteType = TfLiteType(16);
    pub const kTfLiteUInt16: TfLiteType = TfLiteType(17);
    pub const kTfLiteInt4: TfLiteType = TfLiteType(18);
    pub const kTfLiteBFloat16: TfLiteType = TfLiteType(19);
    pub const kTfLiteInt2: TfLiteType = TfLiteType(20);
    pub const kTfLiteUInt4: TfLiteType = TfLiteType(21);
    pub const kTfLiteFloat8E4M3FN: TfLiteType = TfLiteType(22);
    pub const kTfLiteFloat8E5M2: TfLiteType = TfLiteType(23);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteType(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteQuantizationParams {
    pub scale: f32,
    pub zero_point: i32,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteQuantizationParams"][size_of::<TfLiteQuantizationParams>() - 8usize];
    ["Alignment of TfLiteQuantizationParams"][align_of::<TfLiteQuantizationParams>() - 4usize];
    ["Offset of field: TfLiteQuantizationParams::scale"]
        [::core::mem::offset_of!(TfLiteQuantizationParams, scale) - 0usize];
    ["Offset of field: TfLiteQuantizationParams::zero_point"]
        [::core::mem::offset_of!(TfLiteQuantizationParams, zero_point) - 4usize];
};

impl TfLiteDimensionType {
    pub const kTfLiteDimDense: TfLiteDimensionType = TfLiteDimensionType(0);
    pub const kTfLiteDimSparseCSR: TfLiteDimensionType = TfLiteDimensionType(1);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteDimensionType(pub c_uint);

impl TfLiteStatus {
    pub const kTfLiteOk: TfLiteStatus = TfLiteStatus(0);
    pub const kTfLiteError: TfLiteStatus = TfLiteStatus(1);
    pub const kTfLiteDelegateError: TfLiteStatus = TfLiteStatus(2);
    pub const kTfLiteApplicationError: TfLiteStatus = TfLiteStatus(3);
    pub const kTfLiteDelegateDataNotFound: TfLiteStatus = TfLiteStatus(4);
    pub const kTfLiteDelegateDataWriteError: TfLiteStatus = TfLiteStatus(5);
    pub const kTfLiteDelegateDataReadError: TfLiteStatus = TfLiteStatus(6);
    pub const kTfLiteUnresolvedOps: TfLiteStatus = TfLiteStatus(7);
    pub const kTfLiteCancelled: TfLiteStatus = TfLiteStatus(8);
    pub const kTfLiteOutputShapeNotKnown: TfLiteStatus = TfLiteStatus(9);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteStatus(pub c_uint);

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteOpaqueContext {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteOpaqueNode {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteOpaqueTensor {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteOpaqueDelegateStruct {
    _unused: [u8; 0],
}

pub type TfLiteOpaqueDelegate = TfLiteDelegate;

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteAsyncKernel {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteExecutionTask {
    _unused: [u8; 0],
}

impl TfLiteIoType {
    pub const kTfLiteIoTypeUnknown: TfLiteIoType = TfLiteIoType(0);
    pub const kTfLiteIoTypeInput: TfLiteIoType = TfLiteIoType(1);
    pub const kTfLiteIoTypeOutput: TfLiteIoType = TfLiteIoType(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteIoType(pub c_uint);

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteOperator {
    _unused: [u8; 0],
}

impl TfLiteExternalContextType {
    pub const kTfLiteEigenContext: TfLiteExternalContextType = TfLiteExternalContextType(0);
    pub const kTfLiteGemmLowpContext: TfLiteExternalContextType = TfLiteExternalContextType(1);
    pub const kTfLiteEdgeTpuContext: TfLiteExternalContextType = TfLiteExternalContextType(2);
    pub const kTfLiteCpuBackendContext: TfLiteExternalContextType = TfLiteExternalContextType(3);
    pub const kTfLiteLiteRtBufferContext: TfLiteExternalContextType = TfLiteExternalContextType(4);
    pub const kTfLiteMaxExternalContexts: TfLiteExternalContextType = TfLiteExternalContextType(5);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteExternalContextType(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteExternalContext {
    pub type_: TfLiteExternalContextType,
    pub Refresh: Option<unsafe extern "C" fn(context: *mut TfLiteContext) -> TfLiteStatus>,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteExternalContext"][size_of::<TfLiteExternalContext>() - 16usize];
    ["Alignment of TfLiteExternalContext"][align_of::<TfLiteExternalContext>() - 8usize];
    ["Offset of field: TfLiteExternalContext::type_"]
        [::core::mem::offset_of!(TfLiteExternalContext, type_) - 0usize];
    ["Offset of field: TfLiteExternalContext::Refresh"]
        [::core::mem::offset_of!(TfLiteExternalContext, Refresh) - 8usize];
};

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteIntArray {
    pub size: c_int,
    pub data: [c_int; 0],
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteIntArray"][size_of::<TfLiteIntArray>() - 4usize];
    ["Alignment of TfLiteIntArray"][align_of::<TfLiteIntArray>() - 4usize];
    ["Offset of field: TfLiteIntArray::size"]
        [::core::mem::offset_of!(TfLiteIntArray, size) - 0usize];
    ["Offset of field: TfLiteIntArray::data"]
        [::core::mem::offset_of!(TfLiteIntArray, data) - 4usize];
};

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteFloatArray {
    pub size: c_int,
    pub data: [f32; 0],
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteFloatArray"][size_of::<TfLiteFloatArray>() - 4usize];
    ["Alignment of TfLiteFloatArray"][align_of::<TfLiteFloatArray>() - 4usize];
    ["Offset of field: TfLiteFloatArray::size"]
        [::core::mem::offset_of!(TfLiteFloatArray, size) - 0usize];
    ["Offset of field: TfLiteFloatArray::data"]
        [::core::mem::offset_of!(TfLiteFloatArray, data) - 4usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteComplex64 {
    pub re: f32,
    pub im: f32,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteComplex64"][size_of::<TfLiteComplex64>() - 8usize];
    ["Alignment of TfLiteComplex64"][align_of::<TfLiteComplex64>() - 4usize];
    ["Offset of field: TfLiteComplex64::re"][::core::mem::offset_of!(TfLiteComplex64, re) - 0usize];
    ["Offset of field: TfLiteComplex64::im"][::core::mem::offset_of!(TfLiteComplex64, im) - 4usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteComplex128 {
    pub re: f64,
    pub im: f64,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteComplex128"][size_of::<TfLiteComplex128>() - 16usize];
    ["Alignment of TfLiteComplex128"][align_of::<TfLiteComplex128>() - 8usize];
    ["Offset of field: TfLiteComplex128::re"]
        [::core::mem::offset_of!(TfLiteComplex128, re) - 0usize];
    ["Offset of field: TfLiteComplex128::im"]
        [::core::mem::offset_of!(TfLiteComplex128, im) - 8usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteFloat16 {
    pub data: u16,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteFloat16"][size_of::<TfLiteFloat16>() - 2usize];
    ["Alignment of TfLiteFloat16"][align_of::<TfLiteFloat16>() - 2usize];
    ["Offset of field: TfLiteFloat16::data"][::core::mem::offset_of!(TfLiteFloat16, data) - 0usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteBFloat16 {
    pub data: u16,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteBFloat16"][size_of::<TfLiteBFloat16>() - 2usize];
    ["Alignment of TfLiteBFloat16"][align_of::<TfLiteBFloat16>() - 2usize];
    ["Offset of field: TfLiteBFloat16::data"]
        [::core::mem::offset_of!(TfLiteBFloat16, data) - 0usize];
};

impl TfLiteQuantizationType {
    pub const kTfLiteNoQuantization: TfLiteQuantizationType = TfLiteQuantizationType(0);
    pub const kTfLiteAffineQuantization: TfLiteQuantizationType = TfLiteQuantizationType(1);
    pub const kTfLiteBlockwiseQuantization: TfLiteQuantizationType = TfLiteQuantizationType(2);
    pub const kTfLiteMultiAxisQuantization: TfLiteQuantizationType = TfLiteQuantizationType(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteQuantizationType(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteQuantization {
    pub type_: TfLiteQuantizationType,
    pub params: *mut c_void,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteQuantization"][size_of::<TfLiteQuantization>() - 16usize];
    ["Alignment of TfLiteQuantization"][align_of::<TfLiteQuantization>() - 8usize];
    ["Offset of field: TfLiteQuantization::type_"]
        [::core::mem::offset_of!(TfLiteQuantization, type_) - 0usize];
    ["Offset of field: TfLiteQuantization::params"]
        [::core::mem::offset_of!(TfLiteQuantization, params) - 8usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteAffineQuantization {
    pub scale: *mut TfLiteFloatArray,
    pub zero_point: *mut TfLiteIntArray,
    pub quantized_dimension: i32,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteAffineQuantization"][size_of::<TfLiteAffineQuantization>() - 24usize];
    ["Alignment of TfLiteAffineQuantization"][align_of::<TfLiteAffineQuantization>() - 8usize];
    ["Offset of field: TfLiteAffineQuantization::scale"]
        [::core::mem::offset_of!(TfLiteAffineQuantization, scale) - 0usize];
    ["Offset of field: TfLiteAffineQuantization::zero_point"]
        [::core::mem::offset_of!(TfLiteAffineQuantization, zero_point) - 8usize];
    ["Offset of field: TfLiteAffineQuantization::quantized_dimension"]
        [::core::mem::offset_of!(TfLiteAffineQuantization, quantized_dimension) - 16usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteBlockwiseQuantization {
    pub scale: i32,
    pub zero_point: i32,
    pub blocksize: i32,
    pub quantized_dimension: i32,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteBlockwiseQuantization"][size_of::<TfLiteBlockwiseQuantization>() - 16usize];
    ["Alignment of TfLiteBlockwiseQuantization"]
        [align_of::<TfLiteBlockwiseQuantization>() - 4usize];
    ["Offset of field: TfLiteBlockwiseQuantization::scale"]
        [::core::mem::offset_of!(TfLiteBlockwiseQuantization, scale) - 0usize];
    ["Offset of field: TfLiteBlockwiseQuantization::zero_point"]
        [::core::mem::offset_of!(TfLiteBlockwiseQuantization, zero_point) - 4usize];
    ["Offset of field: TfLiteBlockwiseQuantization::blocksize"]
        [::core::mem::offset_of!(TfLiteBlockwiseQuantization, blocksize) - 8usize];
    ["Offset of field: TfLiteBlockwiseQuantization::quantized_dimension"]
        [::core::mem::offset_of!(TfLiteBlockwiseQuantization, quantized_dimension) - 12usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteMultiAxisQuantization {
    pub scales: i32,
    pub zero_points: i32,
    pub blocksize: i32,
    pub quantized_dimensions: *mut TfLiteIntArray,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteMultiAxisQuantization"][size_of::<TfLiteMultiAxisQuantization>() - 24usize];
    ["Alignment of TfLiteMultiAxisQuantization"]
        [align_of::<TfLiteMultiAxisQuantization>() - 8usize];
    ["Offset of field: TfLiteMultiAxisQuantization::scales"]
        [::core::mem::offset_of!(TfLiteMultiAxisQuantization, scales) - 0usize];
    ["Offset of field: TfLiteMultiAxisQuantization::zero_points"]
        [::core::mem::offset_of!(TfLiteMultiAxisQuantization, zero_points) - 4usize];
    ["Offset of field: TfLiteMultiAxisQuantization::blocksize"]
        [::core::mem::offset_of!(TfLiteMultiAxisQuantization, blocksize) - 8usize];
    ["Offset of field: TfLiteMultiAxisQuantization::quantized_dimensions"]
        [::core::mem::offset_of!(TfLiteMultiAxisQuantization, quantized_dimensions) - 16usize];
};

#[repr(C)]
#[derive(Copy, Clone)]
pub union TfLitePtrUnion {
    pub i32_: *mut i32,
    pub u32_: *mut u32,
    pub i64_: *mut i64,
    pub u64_: *mut u64,
    pub f: *mut f32,
    pub f16: *mut TfLiteFloat16,
    pub bf16: *mut TfLiteBFloat16,
    pub f64_: *mut f64,
    pub raw: *mut c_char,
    pub raw_const: *const c_char,
    pub uint8: *mut u8,
    pub b: *mut bool,
    pub i16_: *mut i16,
    pub ui16: *mut u16,
    pub c64: *mut TfLiteComplex64,
    pub c128: *mut TfLiteComplex128,
    pub int8: *mut i8,
    pub data: *mut c_void,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLitePtrUnion"][size_of::<TfLitePtrUnion>() - 8usize];
    ["Alignment of TfLitePtrUnion"][align_of::<TfLitePtrUnion>() - 8usize];
    ["Offset of field: TfLitePtrUnion::i32_"]
        [::core::mem::offset_of!(TfLitePtrUnion, i32_) - 0usize];
    ["Offset of field: TfLitePtrUnion::u32_"]
        [::core::mem::offset_of!(TfLitePtrUnion, u32_) - 0usize];
    ["Offset of field: TfLitePtrUnion::i64_"]
        [::core::mem::offset_of!(TfLitePtrUnion, i64_) - 0usize];
    ["Offset of field: TfLitePtrUnion::u64_"]
        [::core::mem::offset_of!(TfLitePtrUnion, u64_) - 0usize];
    ["Offset of field: TfLitePtrUnion::f"][::core::mem::offset_of!(TfLitePtrUnion, f) - 0usize];
    ["Offset of field: TfLitePtrUnion::f16"][::core::mem::offset_of!(TfLitePtrUnion, f16) - 0usize];
    ["Offset of field: TfLitePtrUnion::bf16"]
        [::core::mem::offset_of!(TfLitePtrUnion, bf16) - 0usize];
    ["Offset of field: TfLitePtrUnion::f64_"]
        [::core::mem::offset_of!(TfLitePtrUnion, f64_) - 0usize];
    ["Offset of field: TfLitePtrUnion::raw"][::core::mem::offset_of!(TfLitePtrUnion, raw) - 0usize];
    ["Offset of field: TfLitePtrUnion::raw_const"]
        [::core::mem::offset_of!(TfLitePtrUnion, raw_const) - 0usize];
    ["Offset of field: TfLitePtrUnion::uint8"]
        [::core::mem::offset_of!(TfLitePtrUnion, uint8) - 0usize];
    ["Offset of field: TfLitePtrUnion::b"][::core::mem::offset_of!(TfLitePtrUnion, b) - 0usize];
    ["Offset of field: TfLitePtrUnion::i16_"]
        [::core::mem::offset_of!(TfLitePtrUnion, i16_) - 0usize];
    ["Offset of field: TfLitePtrUnion::ui16"]
        [::core::mem::offset_of!(TfLitePtrUnion, ui16) - 0usize];
    ["Offset of field: TfLitePtrUnion::c64"][::core::mem::offset_of!(TfLitePtrUnion, c64) - 0usize];
    ["Offset of field: TfLitePtrUnion::c128"]
        [::core::mem::offset_of!(TfLitePtrUnion, c128) - 0usize];
    ["Offset of field: TfLitePtrUnion::int8"]
        [::core::mem::offset_of!(TfLitePtrUnion, int8) - 0usize];
    ["Offset of field: TfLitePtrUnion::data"]
        [::core::mem::offset_of!(TfLitePtrUnion, data) - 0usize];
};

impl TfLiteAllocationType {
    pub const kTfLiteMemNone: TfLiteAllocationType = TfLiteAllocationType(0);
    pub const kTfLiteMmapRo: TfLiteAllocationType = TfLiteAllocationType(1);
    pub const kTfLiteArenaRw: TfLiteAllocationType = TfLiteAllocationType(2);
    pub const kTfLiteArenaRwPersistent: TfLiteAllocationType = TfLiteAllocationType(3);
    pub const kTfLiteDynamic: TfLiteAllocationType = TfLiteAllocationType(4);
    pub const kTfLitePersistentRo: TfLiteAllocationType = TfLiteAllocationType(5);
    pub const kTfLiteCustom: TfLiteAllocationType = TfLiteAllocationType(6);
    pub const kTfLiteVariantObject: TfLiteAllocationType = TfLiteAllocationType(7);
    pub const kTfLiteNonCpu: TfLiteAllocationType = TfLiteAllocationType(8);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteAllocationType(pub c_uint);

impl TfLiteAllocationStrategy {
    pub const kTfLiteAllocationStrategyUnknown: TfLiteAllocationStrategy =
        TfLiteAllocationStrategy(0);
    pub const kTfLiteAllocationStrategyNone: TfLiteAllocationStrategy = TfLiteAllocationStrategy(1);
    pub const kTfLiteAllocationStrategyMMap: TfLiteAllocationStrategy = TfLiteAllocationStrategy(2);
    pub const kTfLiteAllocationStrategyArena: TfLiteAllocationStrategy =
        TfLiteAllocationStrategy(3);
    pub const kTfLiteAllocationStrategyMalloc: TfLiteAllocationStrategy =
        TfLiteAllocationStrategy(4);
    pub const kTfLiteAllocationStrategyNew: TfLiteAllocationStrategy = TfLiteAllocationStrategy(5);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteAllocationStrategy(pub c_uint);

impl TfLiteRunStability {
    pub const kTfLiteRunStabilityUnknown: TfLiteRunStability = TfLiteRunStability(0);
    pub const kTfLiteRunStabilityUnstable: TfLiteRunStability = TfLiteRunStability(1);
    pub const kTfLiteRunStabilitySingleRun: TfLiteRunStability = TfLiteRunStability(2);
    pub const kTfLiteRunStabilityAcrossRuns: TfLiteRunStability = TfLiteRunStability(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteRunStability(pub c_uint);

impl TfLiteRunStep {
    pub const kTfLiteRunStepUnknown: TfLiteRunStep = TfLiteRunStep(0);
    pub const kTfLiteRunStepInit: TfLiteRunStep = TfLiteRunStep(1);
    pub const kTfLiteRunStepPrepare: TfLiteRunStep = TfLiteRunStep(2);
    pub const kTfLiteRunStepEval: TfLiteRunStep = TfLiteRunStep(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteRunStep(pub c_uint);

pub type TfLiteBufferHandle = c_int;

pub const kTfLiteNullBufferHandle: c_int = -1;

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteDimensionMetadata {
    pub format: TfLiteDimensionType,
    pub dense_size: c_int,
    pub array_segments: *mut TfLiteIntArray,
    pub array_indices: *mut TfLiteIntArray,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteDimensionMetadata"][size_of::<TfLiteDimensionMetadata>() - 24usize];
    ["Alignment of TfLiteDimensionMetadata"][align_of::<TfLiteDimensionMetadata>() - 8usize];
    ["Offset of field: TfLiteDimensionMetadata::format"]
        [::core::mem::offset_of!(TfLiteDimensionMetadata, format) - 0usize];
    ["Offset of field: TfLiteDimensionMetadata::dense_size"]
        [::core::mem::offset_of!(TfLiteDimensionMetadata, dense_size) - 4usize];
    ["Offset of field: TfLiteDimensionMetadata::array_segments"]
        [::core::mem::offset_of!(TfLiteDimensionMetadata, array_segments) - 8usize];
    ["Offset of field: TfLiteDimensionMetadata::array_indices"]
        [::core::mem::offset_of!(TfLiteDimensionMetadata, array_indices) - 16usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteSparsity {
    pub traversal_order: *mut TfLiteIntArray,
    pub block_map: *mut TfLiteIntArray,
    pub dim_metadata: *mut TfLiteDimensionMetadata,
    pub dim_metadata_size: c_int,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteSparsity"][size_of::<TfLiteSparsity>() - 32usize];
    ["Alignment of TfLiteSparsity"][align_of::<TfLiteSparsity>() - 8usize];
    ["Offset of field: TfLiteSparsity::traversal_order"]
        [::core::mem::offset_of!(TfLiteSparsity, traversal_order) - 0usize];
    ["Offset of field: TfLiteSparsity::block_map"]
        [::core::mem::offset_of!(TfLiteSparsity, block_map) - 8usize];
    ["Offset of field: TfLiteSparsity::dim_metadata"]
        [::core::mem::offset_of!(TfLiteSparsity, dim_metadata) - 16usize];
    ["Offset of field: TfLiteSparsity::dim_metadata_size"]
        [::core::mem::offset_of!(TfLiteSparsity, dim_metadata_size) - 24usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteCustomAllocation {
    pub data: *mut c_void,
    pub bytes: usize,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteCustomAllocation"][size_of::<TfLiteCustomAllocation>() - 16usize];
    ["Alignment of TfLiteCustomAllocation"][align_of::<TfLiteCustomAllocation>() - 8usize];
    ["Offset of field: TfLiteCustomAllocation::data"]
        [::core::mem::offset_of!(TfLiteCustomAllocation, data) - 0usize];
    ["Offset of field: TfLiteCustomAllocation::bytes"]
        [::core::mem::offset_of!(TfLiteCustomAllocation, bytes) - 8usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteAllocator {
    pub data: *mut c_void,
    pub allocate: Option<
        unsafe extern "C" fn(data: *mut c_void, bytes: usize, alignment: usize) -> *mut c_void,
    >,
    pub reallocate: Option<
        unsafe extern "C" fn(
            data: *mut c_void,
            ptr: *mut c_void,
            old_bytes: usize,
            new_bytes: usize,
            alignment: usize,
        ) -> *mut c_void,
    >,
    pub deallocate: Option<
        unsafe extern "C" fn(data: *mut c_void, ptr: *mut c_void, bytes: usize, alignment: usize),
    >,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteAllocator"][size_of::<TfLiteAllocator>() - 32usize];
    ["Alignment of TfLiteAllocator"][align_of::<TfLiteAllocator>() - 8usize];
    ["Offset of field: TfLiteAllocator::data"]
        [::core::mem::offset_of!(TfLiteAllocator, data) - 0usize];
    ["Offset of field: TfLiteAllocator::allocate"]
        [::core::mem::offset_of!(TfLiteAllocator, allocate) - 8usize];
    ["Offset of field: TfLiteAllocator::reallocate"]
        [::core::mem::offset_of!(TfLiteAllocator, reallocate) - 16usize];
    ["Offset of field: TfLiteAllocator::deallocate"]
        [::core::mem::offset_of!(TfLiteAllocator, deallocate) - 24usize];
};

impl TfLiteCustomAllocationFlags {
    pub const kTfLiteCustomAllocationFlagsNone: TfLiteCustomAllocationFlags =
        TfLiteCustomAllocationFlags(0);
    pub const kTfLiteCustomAllocationFlagsSkipAlignCheck: TfLiteCustomAllocationFlags =
        TfLiteCustomAllocationFlags(1);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteCustomAllocationFlags(pub c_uint);

pub const kTfLiteNoBufferIdentifier: usize = usize::MAX;

#[repr(C)]
#[derive(Copy, Clone)]
pub struct TfLiteTensor {
    pub type_: TfLiteType,
    pub data: TfLitePtrUnion,
    pub dims: *mut TfLiteIntArray,
    pub params: TfLiteQuantizationParams,
    pub allocation_type: TfLiteAllocationType,
    pub bytes: usize,
    pub allocation: *const c_void,
    pub name: *const c_char,
    pub delegate: *mut TfLiteDelegate,
    pub buffer_handle: TfLiteBufferHandle,
    pub data_is_stale: bool,
    pub is_variable: bool,
    pub quantization: TfLiteQuantization,
    pub sparsity: *mut TfLiteSparsity,
    pub dims_signature: *const TfLiteIntArray,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteTensor"][size_of::<TfLiteTensor>() - 112usize];
    ["Alignment of TfLiteTensor"][align_of::<TfLiteTensor>() - 8usize];
    ["Offset of field: TfLiteTensor::type_"][::core::mem::offset_of!(TfLiteTensor, type_) - 0usize];
    ["Offset of field: TfLiteTensor::data"][::core::mem::offset_of!(TfLiteTensor, data) - 8usize];
    ["Offset of field: TfLiteTensor::dims"][::core::mem::offset_of!(TfLiteTensor, dims) - 16usize];
    ["Offset of field: TfLiteTensor::params"]
        [::core::mem::offset_of!(TfLiteTensor, params) - 24usize];
    ["Offset of field: TfLiteTensor::allocation_type"]
        [::core::mem::offset_of!(TfLiteTensor, allocation_type) - 32usize];
    ["Offset of field: TfLiteTensor::bytes"]
        [::core::mem::offset_of!(TfLiteTensor, bytes) - 40usize];
    ["Offset of field: TfLiteTensor::allocation"]
        [::core::mem::offset_of!(TfLiteTensor, allocation) - 48usize];
    ["Offset of field: TfLiteTensor::name"][::core::mem::offset_of!(TfLiteTensor, name) - 56usize];
    ["Offset of field: TfLiteTensor::delegate"]
        [::core::mem::offset_of!(TfLiteTensor, delegate) - 64usize];
    ["Offset of field: TfLiteTensor::buffer_handle"]
        [::core::mem::offset_of!(TfLiteTensor, buffer_handle) - 72usize];
    ["Offset of field: TfLiteTensor::data_is_stale"]
        [::core::mem::offset_of!(TfLiteTensor, data_is_stale) - 76usize];
    ["Offset of field: TfLiteTensor::is_variable"]
        [::core::mem::offset_of!(TfLiteTensor, is_variable) - 77usize];
    ["Offset of field: TfLiteTensor::quantization"]
        [::core::mem::offset_of!(TfLiteTensor, quantization) - 80usize];
    ["Offset of field: TfLiteTensor::sparsity"]
        [::core::mem::offset_of!(TfLiteTensor, sparsity) - 96usize];
    ["Offset of field: TfLiteTensor::dims_signature"]
        [::core::mem::offset_of!(TfLiteTensor, dims_signature) - 104usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteNode {
    pub inputs: *mut TfLiteIntArray,
    pub outputs: *mut TfLiteIntArray,
    pub intermediates: *mut TfLiteIntArray,
    pub temporaries: *mut TfLiteIntArray,
    pub user_data: *mut c_void,
    pub builtin_data: *mut c_void,
    pub custom_initial_data: *const c_void,
    pub custom_initial_data_size: c_int,
    pub delegate: *mut TfLiteDelegate,
    pub might_have_side_effect: bool,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteNode"][size_of::<TfLiteNode>() - 80usize];
    ["Alignment of TfLiteNode"][align_of::<TfLiteNode>() - 8usize];
    ["Offset of field: TfLiteNode::inputs"][::core::mem::offset_of!(TfLiteNode, inputs) - 0usize];
    ["Offset of field: TfLiteNode::outputs"][::core::mem::offset_of!(TfLiteNode, outputs) - 8usize];
    ["Offset of field: TfLiteNode::intermediates"]
        [::core::mem::offset_of!(TfLiteNode, intermediates) - 16usize];
    ["Offset of field: TfLiteNode::temporaries"]
        [::core::mem::offset_of!(TfLiteNode, temporaries) - 24usize];
    ["Offset of field: TfLiteNode::user_data"]
        [::core::mem::offset_of!(TfLiteNode, user_data) - 32usize];
    ["Offset of field: TfLiteNode::builtin_data"]
        [::core::mem::offset_of!(TfLiteNode, builtin_data) - 40usize];
    ["Offset of field: TfLiteNode::custom_initial_data"]
        [::core::mem::offset_of!(TfLiteNode, custom_initial_data) - 48usize];
    ["Offset of field: TfLiteNode::custom_initial_data_size"]
        [::core::mem::offset_of!(TfLiteNode, custom_initial_data_size) - 56usize];
    ["Offset of field: TfLiteNode::delegate"]
        [::core::mem::offset_of!(TfLiteNode, delegate) - 64usize];
    ["Offset of field: TfLiteNode::might_have_side_effect"]
        [::core::mem::offset_of!(TfLiteNode, might_have_side_effect) - 72usize];
};

#[repr(C)]
#[derive(Copy, Clone)]
pub struct TfLiteEvalTensor {
    pub data: TfLitePtrUnion,
    pub dims: *mut TfLiteIntArray,
    pub type_: TfLiteType,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteEvalTensor"][size_of::<TfLiteEvalTensor>() - 24usize];
    ["Alignment of TfLiteEvalTensor"][align_of::<TfLiteEvalTensor>() - 8usize];
    ["Offset of field: TfLiteEvalTensor::data"]
        [::core::mem::offset_of!(TfLiteEvalTensor, data) - 0usize];
    ["Offset of field: TfLiteEvalTensor::dims"]
        [::core::mem::offset_of!(TfLiteEvalTensor, dims) - 8usize];
    ["Offset of field: TfLiteEvalTensor::type_"]
        [::core::mem::offset_of!(TfLiteEvalTensor, type_) - 16usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteDelegateParams {
    pub delegate: *mut TfLiteDelegate,
    pub nodes_to_replace: *mut TfLiteIntArray,
    pub input_tensors: *mut TfLiteIntArray,
    pub output_tensors: *mut TfLiteIntArray,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteDelegateParams"][size_of::<TfLiteDelegateParams>() - 32usize];
    ["Alignment of TfLiteDelegateParams"][align_of::<TfLiteDelegateParams>() - 8usize];
    ["Offset of field: TfLiteDelegateParams::delegate"]
        [::core::mem::offset_of!(TfLiteDelegateParams, delegate) - 0usize];
    ["Offset of field: TfLiteDelegateParams::nodes_to_replace"]
        [::core::mem::offset_of!(TfLiteDelegateParams, nodes_to_replace) - 8usize];
    ["Offset of field: TfLiteDelegateParams::input_tensors"]
        [::core::mem::offset_of!(TfLiteDelegateParams, input_tensors) - 16usize];
    ["Offset of field: TfLiteDelegateParams::output_tensors"]
        [::core::mem::offset_of!(TfLiteDelegateParams, output_tensors) - 24usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteOpaqueDelegateParams {
    pub delegate: *mut TfLiteOpaqueDelegate,
    pub delegate_data: *mut c_void,
    pub nodes_to_replace: *mut TfLiteIntArray,
    pub input_tensors: *mut TfLiteIntArray,
    pub output_tensors: *mut TfLiteIntArray,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteOpaqueDelegateParams"][size_of::<TfLiteOpaqueDelegateParams>() - 40usize];
    ["Alignment of TfLiteOpaqueDelegateParams"][align_of::<TfLiteOpaqueDelegateParams>() - 8usize];
    ["Offset of field: TfLiteOpaqueDelegateParams::delegate"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateParams, delegate) - 0usize];
    ["Offset of field: TfLiteOpaqueDelegateParams::delegate_data"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateParams, delegate_data) - 8usize];
    ["Offset of field: TfLiteOpaqueDelegateParams::nodes_to_replace"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateParams, nodes_to_replace) - 16usize];
    ["Offset of field: TfLiteOpaqueDelegateParams::input_tensors"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateParams, input_tensors) - 24usize];
    ["Offset of field: TfLiteOpaqueDelegateParams::output_tensors"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateParams, output_tensors) - 32usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteContext {
    pub tensors_size: usize,
    pub GetExecutionPlan: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            execution_plan: *mut *mut TfLiteIntArray,
        ) -> TfLiteStatus,
    >,
    pub tensors: *mut TfLiteTensor,
    pub impl_: *mut c_void,
    pub ResizeTensor: Option<
        unsafe extern "C" fn(
            arg1: *mut TfLiteContext,
            tensor: *mut TfLiteTensor,
            new_size: *mut TfLiteIntArray,
        ) -> TfLiteStatus,
    >,
    pub ReportError:
        Option<unsafe extern "C" fn(arg1: *mut TfLiteContext, msg: *const c_char, ...)>,
    pub AddTensors: Option<
        unsafe extern "C" fn(
            arg1: *mut TfLiteContext,
            tensors_to_add: c_int,
            first_new_tensor_index: *mut c_int,
        ) -> TfLiteStatus,
    >,
    pub GetNodeAndRegistration: Option<
        unsafe extern "C" fn(
            arg1: *mut TfLiteContext,
            node_index: c_int,
            node: *mut *mut TfLiteNode,
            registration: *mut *mut TfLiteRegistration,
        ) -> TfLiteStatus,
    >,
    pub ReplaceNodeSubsetsWithDelegateKernels: Option<
        unsafe extern "C" fn(
            arg1: *mut TfLiteContext,
            registration: TfLiteRegistration,
            nodes_to_replace: *const TfLiteIntArray,
            delegate: *mut TfLiteDelegate,
        ) -> TfLiteStatus,
    >,
    pub recommended_num_threads: c_int,
    pub GetExternalContext: Option<
        unsafe extern "C" fn(
            arg1: *mut TfLiteContext,
            arg2: TfLiteExternalContextType,
        ) -> *mut TfLiteExternalContext,
    >,
    pub SetExternalContext: Option<
        unsafe extern "C" fn(
            arg1: *mut TfLiteContext,
            arg2: TfLiteExternalContextType,
            arg3: *mut TfLiteExternalContext,
        ),
    >,
    pub allow_fp32_relax_to_fp16: bool,
    pub profiler: *mut c_void,
    pub AllocatePersistentBuffer:
        Option<unsafe extern "C" fn(ctx: *mut TfLiteContext, bytes: usize) -> *mut c_void>,
    pub AllocateBufferForEval: Option<
        unsafe extern "C" fn(
            ctx: *mut TfLiteContext,
            bytes: usize,
            ptr: *mut *mut c_void,
        ) -> TfLiteStatus,
    >,
    pub RequestScratchBufferInArena: Option<
        unsafe extern "C" fn(
            ctx: *mut TfLiteContext,
            bytes: usize,
            buffer_idx: *mut c_int,
        ) -> TfLiteStatus,
    >,
    pub GetScratchBuffer:
        Option<unsafe extern "C" fn(ctx: *mut TfLiteContext, buffer_idx: c_int) -> *mut c_void>,
    pub ResizeTensorExplicit: Option<
        unsafe extern "C" fn(
            ctx: *mut TfLiteContext,
            tensor: *mut TfLiteTensor,
            dims: c_int,
            shape: *const c_int,
        ) -> TfLiteStatus,
    >,
    pub PreviewDelegatePartitioning: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            nodes_to_replace: *const TfLiteIntArray,
            partition_params_array: *mut *mut TfLiteDelegateParams,
            num_partitions: *mut c_int,
        ) -> TfLiteStatus,
    >,
    pub GetTensor: Option<
        unsafe extern "C" fn(context: *const TfLiteContext, tensor_idx: c_int) -> *mut TfLiteTensor,
    >,
    pub GetEvalTensor: Option<
        unsafe extern "C" fn(
            context: *const TfLiteContext,
            tensor_idx: c_int,
        ) -> *mut TfLiteEvalTensor,
    >,
    pub GetModelMetadata: Option<
        unsafe extern "C" fn(
            context: *const TfLiteContext,
            name: *const c_char,
            ptr: *mut *const c_char,
            bytes: *mut usize,
        ) -> TfLiteStatus,
    >,
    pub AcquireSubgraphContext: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            subgraph_index: c_int,
            acquired_context: *mut *mut TfLiteContext,
        ) -> TfLiteStatus,
    >,
    pub ReleaseSubgraphContext: Option<
        unsafe extern "C" fn(context: *mut TfLiteContext, subgraph_index: c_int) -> TfLiteStatus,
    >,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteContext"][size_of::<TfLiteContext>() - 200usize];
    ["Alignment of TfLiteContext"][align_of::<TfLiteContext>() - 8usize];
    ["Offset of field: TfLiteContext::tensors_size"]
        [::core::mem::offset_of!(TfLiteContext, tensors_size) - 0usize];
    ["Offset of field: TfLiteContext::GetExecutionPlan"]
        [::core::mem::offset_of!(TfLiteContext, GetExecutionPlan) - 8usize];
    ["Offset of field: TfLiteContext::tensors"]
        [::core::mem::offset_of!(TfLiteContext, tensors) - 16usize];
    ["Offset of field: TfLiteContext::impl_"]
        [::core::mem::offset_of!(TfLiteContext, impl_) - 24usize];
    ["Offset of field: TfLiteContext::ResizeTensor"]
        [::core::mem::offset_of!(TfLiteContext, ResizeTensor) - 32usize];
    ["Offset of field: TfLiteContext::ReportError"]
        [::core::mem::offset_of!(TfLiteContext, ReportError) - 40usize];
    ["Offset of field: TfLiteContext::AddTensors"]
        [::core::mem::offset_of!(TfLiteContext, AddTensors) - 48usize];
    ["Offset of field: TfLiteContext::GetNodeAndRegistration"]
        [::core::mem::offset_of!(TfLiteContext, GetNodeAndRegistration) - 56usize];
    ["Offset of field: TfLiteContext::ReplaceNodeSubsetsWithDelegateKernels"]
        [::core::mem::offset_of!(TfLiteContext, ReplaceNodeSubsetsWithDelegateKernels) - 64usize];
    ["Offset of field: TfLiteContext::recommended_num_threads"]
        [::core::mem::offset_of!(TfLiteContext, recommended_num_threads) - 72usize];
    ["Offset of field: TfLiteContext::GetExternalContext"]
        [::core::mem::offset_of!(TfLiteContext, GetExternalContext) - 80usize];
    ["Offset of field: TfLiteContext::SetExternalContext"]
        [::core::mem::offset_of!(TfLiteContext, SetExternalContext) - 88usize];
    ["Offset of field: TfLiteContext::allow_fp32_relax_to_fp16"]
        [::core::mem::offset_of!(TfLiteContext, allow_fp32_relax_to_fp16) - 96usize];
    ["Offset of field: TfLiteContext::profiler"]
        [::core::mem::offset_of!(TfLiteContext, profiler) - 104usize];
    ["Offset of field: TfLiteContext::AllocatePersistentBuffer"]
        [::core::mem::offset_of!(TfLiteContext, AllocatePersistentBuffer) - 112usize];
    ["Offset of field: TfLiteContext::AllocateBufferForEval"]
        [::core::mem::offset_of!(TfLiteContext, AllocateBufferForEval) - 120usize];
    ["Offset of field: TfLiteContext::RequestScratchBufferInArena"]
        [::core::mem::offset_of!(TfLiteContext, RequestScratchBufferInArena) - 128usize];
    ["Offset of field: TfLiteContext::GetScratchBuffer"]
        [::core::mem::offset_of!(TfLiteContext, GetScratchBuffer) - 136usize];
    ["Offset of field: TfLiteContext::ResizeTensorExplicit"]
        [::core::mem::offset_of!(TfLiteContext, ResizeTensorExplicit) - 144usize];
    ["Offset of field: TfLiteContext::PreviewDelegatePartitioning"]
        [::core::mem::offset_of!(TfLiteContext, PreviewDelegatePartitioning) - 152usize];
    ["Offset of field: TfLiteContext::GetTensor"]
        [::core::mem::offset_of!(TfLiteContext, GetTensor) - 160usize];
    ["Offset of field: TfLiteContext::GetEvalTensor"]
        [::core::mem::offset_of!(TfLiteContext, GetEvalTensor) - 168usize];
    ["Offset of field: TfLiteContext::GetModelMetadata"]
        [::core::mem::offset_of!(TfLiteContext, GetModelMetadata) - 176usize];
    ["Offset of field: TfLiteContext::AcquireSubgraphContext"]
        [::core::mem::offset_of!(TfLiteContext, AcquireSubgraphContext) - 184usize];
    ["Offset of field: TfLiteContext::ReleaseSubgraphContext"]
        [::core::mem::offset_of!(TfLiteContext, ReleaseSubgraphContext) - 192usize];
};

pub type TfLiteRegistrationExternal = TfLiteOperator;

impl TfLiteInPlaceOp {
    pub const kTfLiteInplaceOpNone: TfLiteInPlaceOp = TfLiteInPlaceOp(0);
    pub const kTfLiteInplaceOpDataUnmodified: TfLiteInPlaceOp = TfLiteInPlaceOp(1);
    pub const kTfLiteInplaceInputCanBeSharedWithCorrespondingOutput: TfLiteInPlaceOp =
        TfLiteInPlaceOp(2);
    pub const kTfLiteInplaceOpInput0Shared: TfLiteInPlaceOp = TfLiteInPlaceOp(4);
    pub const kTfLiteInplaceOpInput1Shared: TfLiteInPlaceOp = TfLiteInPlaceOp(8);
    pub const kTfLiteInplaceOpInput2Shared: TfLiteInPlaceOp = TfLiteInPlaceOp(16);
    pub const kTfLiteInplaceOpMaxValue: TfLiteInPlaceOp = TfLiteInPlaceOp(18446744073709551615);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteInPlaceOp(pub u64);

pub const kTfLiteMaxSharableOpInputs: c_int = 3;

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteRegistration {
    pub init: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            buffer: *const c_char,
            length: usize,
        ) -> *mut c_void,
    >,
    pub free: Option<unsafe extern "C" fn(context: *mut TfLiteContext, buffer: *mut c_void)>,
    pub prepare: Option<
        unsafe extern "C" fn(context: *mut TfLiteContext, node: *mut TfLiteNode) -> TfLiteStatus,
    >,
    pub invoke: Option<
        unsafe extern "C" fn(context: *mut TfLiteContext, node: *mut TfLiteNode) -> TfLiteStatus,
    >,
    pub profiling_string: Option<
        unsafe extern "C" fn(
            context: *const TfLiteContext,
            node: *const TfLiteNode,
        ) -> *const c_char,
    >,
    pub builtin_code: i32,
    pub custom_name: *const c_char,
    pub version: c_int,
    pub registration_external: *mut TfLiteOperator,
    pub async_kernel: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            node: *mut TfLiteNode,
        ) -> *mut TfLiteAsyncKernel,
    >,
    pub inplace_operator: u64,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteRegistration"][size_of::<TfLiteRegistration>() - 88usize];
    ["Alignment of TfLiteRegistration"][align_of::<TfLiteRegistration>() - 8usize];
    ["Offset of field: TfLiteRegistration::init"]
        [::core::mem::offset_of!(TfLiteRegistration, init) - 0usize];
    ["Offset of field: TfLiteRegistration::free"]
        [::core::mem::offset_of!(TfLiteRegistration, free) - 8usize];
    ["Offset of field: TfLiteRegistration::prepare"]
        [::core::mem::offset_of!(TfLiteRegistration, prepare) - 16usize];
    ["Offset of field: TfLiteRegistration::invoke"]
        [::core::mem::offset_of!(TfLiteRegistration, invoke) - 24usize];
    ["Offset of field: TfLiteRegistration::profiling_string"]
        [::core::mem::offset_of!(TfLiteRegistration, profiling_string) - 32usize];
    ["Offset of field: TfLiteRegistration::builtin_code"]
        [::core::mem::offset_of!(TfLiteRegistration, builtin_code) - 40usize];
    ["Offset of field: TfLiteRegistration::custom_name"]
        [::core::mem::offset_of!(TfLiteRegistration, custom_name) - 48usize];
    ["Offset of field: TfLiteRegistration::version"]
        [::core::mem::offset_of!(TfLiteRegistration, version) - 56usize];
    ["Offset of field: TfLiteRegistration::registration_external"]
        [::core::mem::offset_of!(TfLiteRegistration, registration_external) - 64usize];
    ["Offset of field: TfLiteRegistration::async_kernel"]
        [::core::mem::offset_of!(TfLiteRegistration, async_kernel) - 72usize];
    ["Offset of field: TfLiteRegistration::inplace_operator"]
        [::core::mem::offset_of!(TfLiteRegistration, inplace_operator) - 80usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteRegistration_V3 {
    pub init: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            buffer: *const c_char,
            length: usize,
        ) -> *mut c_void,
    >,
    pub free: Option<unsafe extern "C" fn(context: *mut TfLiteContext, buffer: *mut c_void)>,
    pub prepare: Option<
        unsafe extern "C" fn(context: *mut TfLiteContext, node: *mut TfLiteNode) -> TfLiteStatus,
    >,
    pub invoke: Option<
        unsafe extern "C" fn(context: *mut TfLiteContext, node: *mut TfLiteNode) -> TfLiteStatus,
    >,
    pub profiling_string: Option<
        unsafe extern "C" fn(
            context: *const TfLiteContext,
            node: *const TfLiteNode,
        ) -> *const c_char,
    >,
    pub builtin_code: i32,
    pub custom_name: *const c_char,
    pub version: c_int,
    pub registration_external: *mut TfLiteOperator,
    pub async_kernel: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            node: *mut TfLiteNode,
        ) -> *mut TfLiteAsyncKernel,
    >,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteRegistration_V3"][size_of::<TfLiteRegistration_V3>() - 80usize];
    ["Alignment of TfLiteRegistration_V3"][align_of::<TfLiteRegistration_V3>() - 8usize];
    ["Offset of field: TfLiteRegistration_V3::init"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, init) - 0usize];
    ["Offset of field: TfLiteRegistration_V3::free"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, free) - 8usize];
    ["Offset of field: TfLiteRegistration_V3::prepare"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, prepare) - 16usize];
    ["Offset of field: TfLiteRegistration_V3::invoke"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, invoke) - 24usize];
    ["Offset of field: TfLiteRegistration_V3::profiling_string"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, profiling_string) - 32usize];
    ["Offset of field: TfLiteRegistration_V3::builtin_code"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, builtin_code) - 40usize];
    ["Offset of field: TfLiteRegistration_V3::custom_name"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, custom_name) - 48usize];
    ["Offset of field: TfLiteRegistration_V3::version"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, version) - 56usize];
    ["Offset of field: TfLiteRegistration_V3::registration_external"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, registration_external) - 64usize];
    ["Offset of field: TfLiteRegistration_V3::async_kernel"]
        [::core::mem::offset_of!(TfLiteRegistration_V3, async_kernel) - 72usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteRegistration_V2 {
    pub init: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            buffer: *const c_char,
            length: usize,
        ) -> *mut c_void,
    >,
    pub free: Option<unsafe extern "C" fn(context: *mut TfLiteContext, buffer: *mut c_void)>,
    pub prepare: Option<
        unsafe extern "C" fn(context: *mut TfLiteContext, node: *mut TfLiteNode) -> TfLiteStatus,
    >,
    pub invoke: Option<
        unsafe extern "C" fn(context: *mut TfLiteContext, node: *mut TfLiteNode) -> TfLiteStatus,
    >,
    pub profiling_string: Option<
        unsafe extern "C" fn(
            context: *const TfLiteContext,
            node: *const TfLiteNode,
        ) -> *const c_char,
    >,
    pub builtin_code: i32,
    pub custom_name: *const c_char,
    pub version: c_int,
    pub registration_external: *mut TfLiteOperator,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteRegistration_V2"][size_of::<TfLiteRegistration_V2>() - 72usize];
    ["Alignment of TfLiteRegistration_V2"][align_of::<TfLiteRegistration_V2>() - 8usize];
    ["Offset of field: TfLiteRegistration_V2::init"]
        [::core::mem::offset_of!(TfLiteRegistration_V2, init) - 0usize];
    ["Offset of field: TfLiteRegistration_V2::free"]
        [::core::mem::offset_of!(TfLiteRegistration_V2, free) - 8usize];
    ["Offset of field: TfLiteRegistration_V2::prepare"]
        [::core::mem::offset_of!(TfLiteRegistration_V2, prepare) - 16usize];
    ["Offset of field: TfLiteRegistration_V2::invoke"]
        [::core::mem::offset_of!(TfLiteRegistration_V2, invoke) - 24usize];
    ["Offset of field: TfLiteRegistration_V2::profiling_string"]
        [::core::mem::offset_of!(TfLiteRegistration_V2, profiling_string) - 32usize];
    ["Offset of field: TfLiteRegistration_V2::builtin_code"]
        [::core::mem::offset_of!(TfLiteRegistration_V2, builtin_code) - 40usize];
    ["Offset of field: TfLiteRegistration_V2::custom_name"]
        [::core::mem::offset_of!(TfLiteRegistration_V2, custom_name) - 48usize];
    ["Offset of field: TfLiteRegistration_V2::version"]
        [::core::mem::offset_of!(TfLiteRegistration_V2, version) - 56usize];
    ["Offset of field: TfLiteRegistration_V2::registration_external"]
        [::core::mem::offset_of!(TfLiteRegistration_V2, registration_external) - 64usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteRegistration_V1 {
    pub init: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            buffer: *const c_char,
            length: usize,
        ) -> *mut c_void,
    >,
    pub free: Option<unsafe extern "C" fn(context: *mut TfLiteContext, buffer: *mut c_void)>,
    pub prepare: Option<
        unsafe extern "C" fn(context: *mut TfLiteContext, node: *mut TfLiteNode) -> TfLiteStatus,
    >,
    pub invoke: Option<
        unsafe extern "C" fn(context: *mut TfLiteContext, node: *mut TfLiteNode) -> TfLiteStatus,
    >,
    pub profiling_string: Option<
        unsafe extern "C" fn(
            context: *const TfLiteContext,
            node: *const TfLiteNode,
        ) -> *const c_char,
    >,
    pub builtin_code: i32,
    pub custom_name: *const c_char,
    pub version: c_int,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteRegistration_V1"][size_of::<TfLiteRegistration_V1>() - 64usize];
    ["Alignment of TfLiteRegistration_V1"][align_of::<TfLiteRegistration_V1>() - 8usize];
    ["Offset of field: TfLiteRegistration_V1::init"]
        [::core::mem::offset_of!(TfLiteRegistration_V1, init) - 0usize];
    ["Offset of field: TfLiteRegistration_V1::free"]
        [::core::mem::offset_of!(TfLiteRegistration_V1, free) - 8usize];
    ["Offset of field: TfLiteRegistration_V1::prepare"]
        [::core::mem::offset_of!(TfLiteRegistration_V1, prepare) - 16usize];
    ["Offset of field: TfLiteRegistration_V1::invoke"]
        [::core::mem::offset_of!(TfLiteRegistration_V1, invoke) - 24usize];
    ["Offset of field: TfLiteRegistration_V1::profiling_string"]
        [::core::mem::offset_of!(TfLiteRegistration_V1, profiling_string) - 32usize];
    ["Offset of field: TfLiteRegistration_V1::builtin_code"]
        [::core::mem::offset_of!(TfLiteRegistration_V1, builtin_code) - 40usize];
    ["Offset of field: TfLiteRegistration_V1::custom_name"]
        [::core::mem::offset_of!(TfLiteRegistration_V1, custom_name) - 48usize];
    ["Offset of field: TfLiteRegistration_V1::version"]
        [::core::mem::offset_of!(TfLiteRegistration_V1, version) - 56usize];
};

impl TfLiteDelegateFlags {
    pub const kTfLiteDelegateFlagsNone: TfLiteDelegateFlags = TfLiteDelegateFlags(0);
    pub const kTfLiteDelegateFlagsAllowDynamicTensors: TfLiteDelegateFlags = TfLiteDelegateFlags(1);
    pub const kTfLiteDelegateFlagsRequirePropagatedShapes: TfLiteDelegateFlags =
        TfLiteDelegateFlags(2);
    pub const kTfLiteDelegateFlagsPerOperatorProfiling: TfLiteDelegateFlags =
        TfLiteDelegateFlags(4);
    pub const kTfLiteDelegateFlagsHintFullyDelegatedToSingleDelegate: TfLiteDelegateFlags =
        TfLiteDelegateFlags(8);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteDelegateFlags(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteDelegate {
    pub data_: *mut c_void,
    pub Prepare: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            delegate: *mut TfLiteDelegate,
        ) -> TfLiteStatus,
    >,
    pub CopyFromBufferHandle: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            delegate: *mut TfLiteDelegate,
            buffer_handle: TfLiteBufferHandle,
            tensor: *mut TfLiteTensor,
        ) -> TfLiteStatus,
    >,
    pub CopyToBufferHandle: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            delegate: *mut TfLiteDelegate,
            buffer_handle: TfLiteBufferHandle,
            tensor: *mut TfLiteTensor,
        ) -> TfLiteStatus,
    >,
    pub FreeBufferHandle: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteContext,
            delegate: *mut TfLiteDelegate,
            handle: *mut TfLiteBufferHandle,
        ),
    >,
    pub flags: i64,
    pub opaque_delegate_builder: *mut TfLiteOpaqueDelegateBuilder,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteDelegate"][size_of::<TfLiteDelegate>() - 56usize];
    ["Alignment of TfLiteDelegate"][align_of::<TfLiteDelegate>() - 8usize];
    ["Offset of field: TfLiteDelegate::data_"]
        [::core::mem::offset_of!(TfLiteDelegate, data_) - 0usize];
    ["Offset of field: TfLiteDelegate::Prepare"]
        [::core::mem::offset_of!(TfLiteDelegate, Prepare) - 8usize];
    ["Offset of field: TfLiteDelegate::CopyFromBufferHandle"]
        [::core::mem::offset_of!(TfLiteDelegate, CopyFromBufferHandle) - 16usize];
    ["Offset of field: TfLiteDelegate::CopyToBufferHandle"]
        [::core::mem::offset_of!(TfLiteDelegate, CopyToBufferHandle) - 24usize];
    ["Offset of field: TfLiteDelegate::FreeBufferHandle"]
        [::core::mem::offset_of!(TfLiteDelegate, FreeBufferHandle) - 32usize];
    ["Offset of field: TfLiteDelegate::flags"]
        [::core::mem::offset_of!(TfLiteDelegate, flags) - 40usize];
    ["Offset of field: TfLiteDelegate::opaque_delegate_builder"]
        [::core::mem::offset_of!(TfLiteDelegate, opaque_delegate_builder) - 48usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteOpaqueDelegateBuilder {
    pub data: *mut c_void,
    pub Prepare: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteOpaqueContext,
            delegate: *mut TfLiteOpaqueDelegate,
            data: *mut c_void,
        ) -> TfLiteStatus,
    >,
    pub CopyFromBufferHandle: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteOpaqueContext,
            delegate: *mut TfLiteOpaqueDelegate,
            data: *mut c_void,
            buffer_handle: TfLiteBufferHandle,
            tensor: *mut TfLiteOpaqueTensor,
        ) -> TfLiteStatus,
    >,
    pub CopyToBufferHandle: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteOpaqueContext,
            delegate: *mut TfLiteOpaqueDelegate,
            data: *mut c_void,
            buffer_handle: TfLiteBufferHandle,
            tensor: *mut TfLiteOpaqueTensor,
        ) -> TfLiteStatus,
    >,
    pub FreeBufferHandle: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteOpaqueContext,
            delegate: *mut TfLiteOpaqueDelegate,
            data: *mut c_void,
            handle: *mut TfLiteBufferHandle,
        ),
    >,
    pub flags: i64,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteOpaqueDelegateBuilder"][size_of::<TfLiteOpaqueDelegateBuilder>() - 48usize];
    ["Alignment of TfLiteOpaqueDelegateBuilder"]
        [align_of::<TfLiteOpaqueDelegateBuilder>() - 8usize];
    ["Offset of field: TfLiteOpaqueDelegateBuilder::data"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateBuilder, data) - 0usize];
    ["Offset of field: TfLiteOpaqueDelegateBuilder::Prepare"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateBuilder, Prepare) - 8usize];
    ["Offset of field: TfLiteOpaqueDelegateBuilder::CopyFromBufferHandle"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateBuilder, CopyFromBufferHandle) - 16usize];
    ["Offset of field: TfLiteOpaqueDelegateBuilder::CopyToBufferHandle"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateBuilder, CopyToBufferHandle) - 24usize];
    ["Offset of field: TfLiteOpaqueDelegateBuilder::FreeBufferHandle"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateBuilder, FreeBufferHandle) - 32usize];
    ["Offset of field: TfLiteOpaqueDelegateBuilder::flags"]
        [::core::mem::offset_of!(TfLiteOpaqueDelegateBuilder, flags) - 40usize];
};

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteModel {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteInterpreterOptions {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteInterpreter {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteSignatureRunner {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteOpaqueTensorBuilder {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteTelemetrySettings {
    pub source: u32,
    pub data: *const c_void,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteTelemetrySettings"][size_of::<TfLiteTelemetrySettings>() - 16usize];
    ["Alignment of TfLiteTelemetrySettings"][align_of::<TfLiteTelemetrySettings>() - 8usize];
    ["Offset of field: TfLiteTelemetrySettings::source"]
        [::core::mem::offset_of!(TfLiteTelemetrySettings, source) - 0usize];
    ["Offset of field: TfLiteTelemetrySettings::data"]
        [::core::mem::offset_of!(TfLiteTelemetrySettings, data) - 8usize];
};

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteTelemetryConversionMetadata {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteTelemetryInterpreterSettings {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteTelemetrySubgraphInfo {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteTelemetryGpuDelegateSettings {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteTelemetryProfilerStruct {
    pub data: *mut c_void,
    pub ReportTelemetryEvent: Option<
        unsafe extern "C" fn(
            profiler: *mut TfLiteTelemetryProfilerStruct,
            event_name: *const c_char,
            status: u64,
        ),
    >,
    pub ReportTelemetryOpEvent: Option<
        unsafe extern "C" fn(
            profiler: *mut TfLiteTelemetryProfilerStruct,
            event_name: *const c_char,
            op_idx: i64,
            subgraph_idx: i64,
            status: u64,
        ),
    >,
    pub ReportSettings: Option<
        unsafe extern "C" fn(
            profiler: *mut TfLiteTelemetryProfilerStruct,
            setting_name: *const c_char,
            settings: *const TfLiteTelemetrySettings,
        ),
    >,
    pub ReportBeginOpInvokeEvent: Option<
        unsafe extern "C" fn(
            profiler: *mut TfLiteTelemetryProfilerStruct,
            op_name: *const c_char,
            op_idx: i64,
            subgraph_idx: i64,
        ) -> u32,
    >,
    pub ReportEndOpInvokeEvent: Option<
        unsafe extern "C" fn(profiler: *mut TfLiteTelemetryProfilerStruct, event_handle: u32),
    >,
    pub ReportOpInvokeEvent: Option<
        unsafe extern "C" fn(
            profiler: *mut TfLiteTelemetryProfilerStruct,
            op_name: *const c_char,
            elapsed_time: u64,
            op_idx: i64,
            subgraph_idx: i64,
        ),
    >,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteTelemetryProfilerStruct"][size_of::<TfLiteTelemetryProfilerStruct>() - 56usize];
    ["Alignment of TfLiteTelemetryProfilerStruct"]
        [align_of::<TfLiteTelemetryProfilerStruct>() - 8usize];
    ["Offset of field: TfLiteTelemetryProfilerStruct::data"]
        [::core::mem::offset_of!(TfLiteTelemetryProfilerStruct, data) - 0usize];
    ["Offset of field: TfLiteTelemetryProfilerStruct::ReportTelemetryEvent"]
        [::core::mem::offset_of!(TfLiteTelemetryProfilerStruct, ReportTelemetryEvent) - 8usize];
    ["Offset of field: TfLiteTelemetryProfilerStruct::ReportTelemetryOpEvent"]
        [::core::mem::offset_of!(TfLiteTelemetryProfilerStruct, ReportTelemetryOpEvent) - 16usize];
    ["Offset of field: TfLiteTelemetryProfilerStruct::ReportSettings"]
        [::core::mem::offset_of!(TfLiteTelemetryProfilerStruct, ReportSettings) - 24usize];
    ["Offset of field: TfLiteTelemetryProfilerStruct::ReportBeginOpInvokeEvent"][::core::mem::offset_of!(
        TfLiteTelemetryProfilerStruct,
        ReportBeginOpInvokeEvent
    ) - 32usize];
    ["Offset of field: TfLiteTelemetryProfilerStruct::ReportEndOpInvokeEvent"]
        [::core::mem::offset_of!(TfLiteTelemetryProfilerStruct, ReportEndOpInvokeEvent) - 40usize];
    ["Offset of field: TfLiteTelemetryProfilerStruct::ReportOpInvokeEvent"]
        [::core::mem::offset_of!(TfLiteTelemetryProfilerStruct, ReportOpInvokeEvent) - 48usize];
};

#[repr(C)]
#[derive(Debug)]
pub struct TfLiteXNNPackDelegateWeightsCache {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteXNNPackDelegateOptions {
    pub num_threads: i32,
    pub runtime_flags: u32,
    pub flags: u32,
    pub weights_cache: *mut TfLiteXNNPackDelegateWeightsCache,
    pub handle_variable_ops: bool,
    pub weight_cache_file_path: *const c_char,
    pub weight_cache_file_descriptor: c_int,
    pub weight_cache_provider: *mut c_void,
    pub weight_cache_lock_memory: bool,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteXNNPackDelegateOptions"][size_of::<TfLiteXNNPackDelegateOptions>() - 64usize];
    ["Alignment of TfLiteXNNPackDelegateOptions"]
        [align_of::<TfLiteXNNPackDelegateOptions>() - 8usize];
    ["Offset of field: TfLiteXNNPackDelegateOptions::num_threads"]
        [::core::mem::offset_of!(TfLiteXNNPackDelegateOptions, num_threads) - 0usize];
    ["Offset of field: TfLiteXNNPackDelegateOptions::runtime_flags"]
        [::core::mem::offset_of!(TfLiteXNNPackDelegateOptions, runtime_flags) - 4usize];
    ["Offset of field: TfLiteXNNPackDelegateOptions::flags"]
        [::core::mem::offset_of!(TfLiteXNNPackDelegateOptions, flags) - 8usize];
    ["Offset of field: TfLiteXNNPackDelegateOptions::weights_cache"]
        [::core::mem::offset_of!(TfLiteXNNPackDelegateOptions, weights_cache) - 16usize];
    ["Offset of field: TfLiteXNNPackDelegateOptions::handle_variable_ops"]
        [::core::mem::offset_of!(TfLiteXNNPackDelegateOptions, handle_variable_ops) - 24usize];
    ["Offset of field: TfLiteXNNPackDelegateOptions::weight_cache_file_path"]
        [::core::mem::offset_of!(TfLiteXNNPackDelegateOptions, weight_cache_file_path) - 32usize];
    ["Offset of field: TfLiteXNNPackDelegateOptions::weight_cache_file_descriptor"][::core::mem::offset_of!(
        TfLiteXNNPackDelegateOptions,
        weight_cache_file_descriptor
    ) - 40usize];
    ["Offset of field: TfLiteXNNPackDelegateOptions::weight_cache_provider"]
        [::core::mem::offset_of!(TfLiteXNNPackDelegateOptions, weight_cache_provider) - 48usize];
    ["Offset of field: TfLiteXNNPackDelegateOptions::weight_cache_lock_memory"]
        [::core::mem::offset_of!(TfLiteXNNPackDelegateOptions, weight_cache_lock_memory) - 56usize];
};

impl TfLiteGpuInferenceUsage {
    pub const TFLITE_GPU_INFERENCE_PREFERENCE_FAST_SINGLE_ANSWER: TfLiteGpuInferenceUsage =
        TfLiteGpuInferenceUsage(0);
    pub const TFLITE_GPU_INFERENCE_PREFERENCE_SUSTAINED_SPEED: TfLiteGpuInferenceUsage =
        TfLiteGpuInferenceUsage(1);
    pub const TFLITE_GPU_INFERENCE_PREFERENCE_BALANCED: TfLiteGpuInferenceUsage =
        TfLiteGpuInferenceUsage(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteGpuInferenceUsage(pub c_uint);

impl TfLiteGpuInferencePriority {
    pub const TFLITE_GPU_INFERENCE_PRIORITY_AUTO: TfLiteGpuInferencePriority =
        TfLiteGpuInferencePriority(0);
    pub const TFLITE_GPU_INFERENCE_PRIORITY_MAX_PRECISION: TfLiteGpuInferencePriority =
        TfLiteGpuInferencePriority(1);
    pub const TFLITE_GPU_INFERENCE_PRIORITY_MIN_LATENCY: TfLiteGpuInferencePriority =
        TfLiteGpuInferencePriority(2);
    pub const TFLITE_GPU_INFERENCE_PRIORITY_MIN_MEMORY_USAGE: TfLiteGpuInferencePriority =
        TfLiteGpuInferencePriority(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteGpuInferencePriority(pub c_uint);

impl TfLiteGpuExperimentalFlags {
    pub const TFLITE_GPU_EXPERIMENTAL_FLAGS_NONE: TfLiteGpuExperimentalFlags =
        TfLiteGpuExperimentalFlags(0);
    pub const TFLITE_GPU_EXPERIMENTAL_FLAGS_ENABLE_QUANT: TfLiteGpuExperimentalFlags =
        TfLiteGpuExperimentalFlags(1);
    pub const TFLITE_GPU_EXPERIMENTAL_FLAGS_CL_ONLY: TfLiteGpuExperimentalFlags =
        TfLiteGpuExperimentalFlags(2);
    pub const TFLITE_GPU_EXPERIMENTAL_FLAGS_GL_ONLY: TfLiteGpuExperimentalFlags =
        TfLiteGpuExperimentalFlags(4);
    pub const TFLITE_GPU_EXPERIMENTAL_FLAGS_ENABLE_SERIALIZATION: TfLiteGpuExperimentalFlags =
        TfLiteGpuExperimentalFlags(8);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteGpuExperimentalFlags(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteGpuDelegateOptionsV2 {
    pub is_precision_loss_allowed: i32,
    pub inference_preference: i32,
    pub inference_priority1: i32,
    pub inference_priority2: i32,
    pub inference_priority3: i32,
    pub experimental_flags: i64,
    pub max_delegated_partitions: i32,
    pub serialization_dir: *const c_char,
    pub model_token: *const c_char,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteGpuDelegateOptionsV2"][size_of::<TfLiteGpuDelegateOptionsV2>() - 56usize];
    ["Alignment of TfLiteGpuDelegateOptionsV2"][align_of::<TfLiteGpuDelegateOptionsV2>() - 8usize];
    ["Offset of field: TfLiteGpuDelegateOptionsV2::is_precision_loss_allowed"]
        [::core::mem::offset_of!(TfLiteGpuDelegateOptionsV2, is_precision_loss_allowed) - 0usize];
    ["Offset of field: TfLiteGpuDelegateOptionsV2::inference_preference"]
        [::core::mem::offset_of!(TfLiteGpuDelegateOptionsV2, inference_preference) - 4usize];
    ["Offset of field: TfLiteGpuDelegateOptionsV2::inference_priority1"]
        [::core::mem::offset_of!(TfLiteGpuDelegateOptionsV2, inference_priority1) - 8usize];
    ["Offset of field: TfLiteGpuDelegateOptionsV2::inference_priority2"]
        [::core::mem::offset_of!(TfLiteGpuDelegateOptionsV2, inference_priority2) - 12usize];
    ["Offset of field: TfLiteGpuDelegateOptionsV2::inference_priority3"]
        [::core::mem::offset_of!(TfLiteGpuDelegateOptionsV2, inference_priority3) - 16usize];
    ["Offset of field: TfLiteGpuDelegateOptionsV2::experimental_flags"]
        [::core::mem::offset_of!(TfLiteGpuDelegateOptionsV2, experimental_flags) - 24usize];
    ["Offset of field: TfLiteGpuDelegateOptionsV2::max_delegated_partitions"]
        [::core::mem::offset_of!(TfLiteGpuDelegateOptionsV2, max_delegated_partitions) - 32usize];
    ["Offset of field: TfLiteGpuDelegateOptionsV2::serialization_dir"]
        [::core::mem::offset_of!(TfLiteGpuDelegateOptionsV2, serialization_dir) - 40usize];
    ["Offset of field: TfLiteGpuDelegateOptionsV2::model_token"]
        [::core::mem::offset_of!(TfLiteGpuDelegateOptionsV2, model_token) - 48usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteExternalDelegateOptions {
    pub lib_path: *const c_char,
    pub count: c_int,
    pub keys: [*const c_char; 256usize],
    pub values: [*const c_char; 256usize],
    pub insert: Option<
        unsafe extern "C" fn(
            options: *mut TfLiteExternalDelegateOptions,
            key: *const c_char,
            value: *const c_char,
        ) -> TfLiteStatus,
    >,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteExternalDelegateOptions"]
        [size_of::<TfLiteExternalDelegateOptions>() - 4120usize];
    ["Alignment of TfLiteExternalDelegateOptions"]
        [align_of::<TfLiteExternalDelegateOptions>() - 8usize];
    ["Offset of field: TfLiteExternalDelegateOptions::lib_path"]
        [::core::mem::offset_of!(TfLiteExternalDelegateOptions, lib_path) - 0usize];
    ["Offset of field: TfLiteExternalDelegateOptions::count"]
        [::core::mem::offset_of!(TfLiteExternalDelegateOptions, count) - 8usize];
    ["Offset of field: TfLiteExternalDelegateOptions::keys"]
        [::core::mem::offset_of!(TfLiteExternalDelegateOptions, keys) - 16usize];
    ["Offset of field: TfLiteExternalDelegateOptions::values"]
        [::core::mem::offset_of!(TfLiteExternalDelegateOptions, values) - 2064usize];
    ["Offset of field: TfLiteExternalDelegateOptions::insert"]
        [::core::mem::offset_of!(TfLiteExternalDelegateOptions, insert) - 4112usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteNnapiDelegateOptions {
    pub execution_preference: TfLiteNnapiDelegateOptions_ExecutionPreference,
    pub accelerator_name: *const c_char,
    pub cache_dir: *const c_char,
    pub model_token: *const c_char,
    pub disallow_nnapi_cpu: c_int,
    pub allow_fp16: c_int,
    pub max_number_delegated_partitions: c_int,
    pub nnapi_support_library_handle: *mut c_void,
}

impl TfLiteNnapiDelegateOptions_ExecutionPreference {
    pub const kUndefined: TfLiteNnapiDelegateOptions_ExecutionPreference =
        TfLiteNnapiDelegateOptions_ExecutionPreference(-1);
    pub const kLowPower: TfLiteNnapiDelegateOptions_ExecutionPreference =
        TfLiteNnapiDelegateOptions_ExecutionPreference(0);
    pub const kFastSingleAnswer: TfLiteNnapiDelegateOptions_ExecutionPreference =
        TfLiteNnapiDelegateOptions_ExecutionPreference(1);
    pub const kSustainedSpeed: TfLiteNnapiDelegateOptions_ExecutionPreference =
        TfLiteNnapiDelegateOptions_ExecutionPreference(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct TfLiteNnapiDelegateOptions_ExecutionPreference(pub c_int);

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of TfLiteNnapiDelegateOptions"][size_of::<TfLiteNnapiDelegateOptions>() - 56usize];
    ["Alignment of TfLiteNnapiDelegateOptions"][align_of::<TfLiteNnapiDelegateOptions>() - 8usize];
    ["Offset of field: TfLiteNnapiDelegateOptions::execution_preference"]
        [::core::mem::offset_of!(TfLiteNnapiDelegateOptions, execution_preference) - 0usize];
    ["Offset of field: TfLiteNnapiDelegateOptions::accelerator_name"]
        [::core::mem::offset_of!(TfLiteNnapiDelegateOptions, accelerator_name) - 8usize];
    ["Offset of field: TfLiteNnapiDelegateOptions::cache_dir"]
        [::core::mem::offset_of!(TfLiteNnapiDelegateOptions, cache_dir) - 16usize];
    ["Offset of field: TfLiteNnapiDelegateOptions::model_token"]
        [::core::mem::offset_of!(TfLiteNnapiDelegateOptions, model_token) - 24usize];
    ["Offset of field: TfLiteNnapiDelegateOptions::disallow_nnapi_cpu"]
        [::core::mem::offset_of!(TfLiteNnapiDelegateOptions, disallow_nnapi_cpu) - 32usize];
    ["Offset of field: TfLiteNnapiDelegateOptions::allow_fp16"]
        [::core::mem::offset_of!(TfLiteNnapiDelegateOptions, allow_fp16) - 36usize];
    ["Offset of field: TfLiteNnapiDelegateOptions::max_number_delegated_partitions"][::core::mem::offset_of!(
        TfLiteNnapiDelegateOptions,
        max_number_delegated_partitions
    ) - 40usize];
    ["Offset of field: TfLiteNnapiDelegateOptions::nnapi_support_library_handle"][::core::mem::offset_of!(
        TfLiteNnapiDelegateOptions,
        nnapi_support_library_handle
    ) - 48usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteXNNPackDelegateOptionsStorage {
    pub _bytes: [::core::mem::MaybeUninit<u64>; 32],
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteGpuDelegateOptionsV2Storage {
    pub _bytes: [::core::mem::MaybeUninit<u64>; 32],
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteNnapiDelegateOptionsStorage {
    pub _bytes: [::core::mem::MaybeUninit<u64>; 32],
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct TfLiteExternalDelegateOptionsStorage {
    pub _bytes: [::core::mem::MaybeUninit<u64>; 1024],
}
