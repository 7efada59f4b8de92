"""Heads of letters in the many shapes that authorities print: authority, reference and the letter's dates."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from foi_extract.facts.dates import date_mentions
from foi_extract.facts.masks import masked_stretches
from foi_extract.facts.timeline import timeline
from foi_extract.layout import arrange
from foi_extract.letters import letter_from_document
from foi_extract.pipeline import responses_from_bytes
from foi_extract.reading import documents_from_bytes
from foi_records.letter import Pairing

REST = """
1. How many boats does it own?

It owns 14 boats.

If you are unhappy with this response you may ask for an internal review within 40 working days. You may
then complain to the Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow SK9 5AF.
"""


class Head(NamedTuple):
    """A head with what it says: authority, reference, and the days of request, receipt and reply."""

    text: str
    authority: str | None
    reference: str | None
    requested: str | None = None
    received: str | None = None
    responded: str | None = None


HEADS = {
    "labels, then values, in two columns": Head(
        """
        Eastmere District Council                                  Our ref:   EDC/22/417
        Council Offices, Mill Street                               Date:      3 March 2022
        Eastmere EM4 2XX                                           Contact:   Information Officer

        Dear Ms Arlow

        Thank you for your request of 7 February 2022 under the Freedom of Information Act 2000.
        """,
        "Eastmere District Council", "EDC/22/417", "2022-02-07", None, "2022-03-03",
    ),
    "reference and date on one line": Head(
        """
        Wending Police
        Disclosure Unit

        Reference No: 44/FOI/22/001234/Q                     28 March 2022

        Dear Mr Tolley

        I respond to your request for information which was received by Wending Police on 1 March 2022.
        """,
        "Wending Police", "44/FOI/22/001234/Q", None, "2022-03-01", "2022-03-28",
    ),
    "date under the signature": Head(
        """
        Dear Mx Hollis

        FREEDOM OF INFORMATION REQUEST 8812-23 - BOAT HIRE

        I refer to your request, which you made on 4th May 2023 to Marling Borough Council.
        """ + REST + """
        Yours sincerely

        B. Tarrant
        Information Manager
        Marling Borough Council
        30 May 2023
        """,
        "Marling Borough Council", "8812-23", "2023-05-04", None, "2023-05-30",
    ),
    "mail header with the site's address": Head(
        """
        From: FOI Team (Orrin Valley Trust)
        Sent: 21 June 2021 11:14
        To: A Person <[FOI #771234 email]>
        Subject: RE: OVT/FOI/0832 Freedom of Information request - Boats

        Good morning,

        Please find below the Trust's answers to your request of 24 May.
        """,
        "Orrin Valley Trust", "OVT/FOI/0832", "2021-05-24", None, "2021-06-21",
    ),
    "reference in the second line of the subject": Head(
        """
        From: Requests
        Sent: 9 May 2022 15:48
        Subject: RE: Freedom of Information request - Boats on the lake
        (SLC-FOI-2291)

        Dear Sir or Madam

        Thank you for your email of 11 April 2022. Stanlake County Council holds the information.
        """,
        "Stanlake County Council", "SLC-FOI-2291", "2022-04-11", None, "2022-05-09",
    ),
    "subject that begins with the reference": Head(
        """
        Subject: QRR 22-0412 - Open Records Request - Final Response
        Sent: Tuesday, May 3, 2022 4:12 PM

        Ms. Fallow,

        The Quarry State Department of Highways has completed its search for records responsive to your open
        records request submitted April 18, 2022.
        """,
        "Quarry State Department of Highways", "QRR 22-0412", "2022-04-18", None, "2022-05-03",
    ),
    "two references": Head(
        """
        14 August 2023

        Our refs: DBC/2187 and DBC/2191

        Dear Dr Ings

        You wrote to us on 20 July 2023 with two questions. Dunbeck Borough Council answers them together.
        """,
        "Dunbeck Borough Council", "DBC/2187 and DBC/2191", "2023-07-20", None, "2023-08-14",
    ),
    "table of particulars": Head(
        """
        Northwell NHS Foundation Trust

        Reference        | FOI 24-0719
        Date received    | 2 July 2024
        Date responded   | 29 July 2024

        This request was handled under the Freedom of Information Act 2000.
        """,
        "Northwell NHS Foundation Trust", "FOI 24-0719", None, "2024-07-02", "2024-07-29",
    ),
    "particulars of a log": Head(
        """
        Boats owned by the authority
        Reference: HVF-23-0418
        Received: 16 November 2023
        Responded: 14 December 2023

        This request was handled by Holm Valley Fire Authority under the Freedom of Information Act 2000.
        """,
        "Holm Valley Fire Authority", "HVF-23-0418", None, "2023-11-16", "2023-12-14",
    ),
    "numeric date with dots": Head(
        """
        Kinbrae College
        Principal's Office

        11.02.2020

        REVIEW DECISION - FOIR 19/20-17

        Dear Mr Sinclair

        I write further to your email of 14 January 2020 in which you asked for a review, under section 20 of
        the Freedom of Information (Scotland) Act 2002, of the College's reply to your request of 2 December
        2019. I have carried out the review.
        """,
        "Kinbrae College", "FOIR 19/20-17", "2019-12-02", None, "2020-02-11",
    ),
    "no label at all": Head(
        """
        WAP-FOI-2021-0455                                                    OFFICIAL

        Wapping Vale Police Headquarters
        Information Access Team

        18.05.21

        Dear Ms Abara,

        Your Freedom of Information request of 19 April has been considered. Wapping Vale Police holds this.
        """,
        "Wapping Vale Police", "WAP-FOI-2021-0455", "2021-04-19", None, "2021-05-18",
    ),
    "code with a colon": Head(
        """
        Crafts Funding Executive
        Chaplin Court, 4 Exchange Row, Coventon, CV88 0AB

        Sent: Friday, March 24, 2023
        CRM:0044912

        Dear Priya

        Thank you for your email dated 27 February 2023. The Crafts Funding Executive holds this.
        """,
        "Crafts Funding Executive", "CRM:0044912", "2023-02-27", None, "2023-03-24",
    ),
    "reference over the line": Head(
        """
        Carn County Council
        County Hall, Trew Road

        2nd November 2023                                        Our reference:
        101009921

        Dear Mr Scoble

        I refer to your request dated 5 October 2023.
        """,
        "Carn County Council", "101009921", "2023-10-05", None, "2023-11-02",
    ),
    "reference in the first sentence": Head(
        """
        MARLE FIRE AND RESCUE SERVICE

        Your request MFR 0442 was received on 30/1/23.

        Dear requester

        Please see below our responses to the questions in your Freedom of Information request:
        """ + REST + """
        Kind regards

        P. Lunn
        22 Feb 2023
        """,
        "MARLE FIRE AND RESCUE SERVICE", "MFR 0442", None, "2023-01-30", "2023-02-22",
    ),
    "place before the date": Head(
        """
        Aldby Parish Council

        Aldby, 6 June 2022

        Re: Freedom of Information request ref. APC17/2022

        Dear Mr Coe,

        Further to your letter of 12 May 2022, please find our response below.
        """,
        "Aldby Parish Council", "APC17/2022", "2022-05-12", None, "2022-06-06",
    ),
    "weekday and year of two digits": Head(
        """
        Castle Ridge City Council
        Friday, 15 November 24

        FOI reference CRC-FOI-00982-24

        Dear Sales Team,

        Thank you for your request which was received on Monday 21 October 2024.
        """,
        "Castle Ridge City Council", "CRC-FOI-00982-24", None, "2024-10-21", "2024-11-15",
    ),
    "my ref and your ref": Head(
        """
        My Ref: IG/7731           Your Ref: LTR/99/4512           Date: 12th January 2021

        The Governors
        Saltby University

        Dear Dr Wren

        I acknowledge receipt of your request dated 10 December 2020. Saltby University holds the following.
        """,
        "Saltby University", "IG/7731", "2020-12-10", None, "2021-01-12",
    ),
    "name over two lines to the right": Head(
        """
                                                       Harrow Vale Hospitals
                                                       NHS Foundation Trust

                                                       Information Governance Office
                                                       Level 2, Tarn House

        Our Ref: FOI/2024/1199
        Date: 1 October 2024

        Dear Ms Oyelaran

        Thank you for your request for information dated 3 September 2024.
        """,
        "Harrow Vale Hospitals NHS Foundation Trust", "FOI/2024/1199", "2024-09-03", None, "2024-10-01",
    ),
    "name broken after a small word": Head(
        """
        Department for
        Rural Affairs
        Knowledge and Information Access Team
        14 Palmer Row
        Tel 01632 960880
        02/08/2022
        Our Ref: FOI2022/08899

        Dear J Aman

        Thank you for your request for information which we received on 6 July. Your request, dated 5 July
        2022, has been considered under the Freedom of Information Act 2000.
        """,
        "Department for Rural Affairs", "FOI2022/08899", "2022-07-05", "2022-07-06", "2022-08-02",
    ),
    "name in three lines": Head(
        """
        NHS
        Southbrook
        Integrated Care Board
        Causeway House

        Our ref: SB-ICB 2324-0599
        5th February 2024

        Dear Mx Farrant

        Your request dated 8th January 2024 has been passed to the relevant department.
        """,
        "Southbrook Integrated Care Board", "SB-ICB 2324-0599", "2024-01-08", None, "2024-02-05",
    ),
    "a county in the United States": Head(
        """
        COUNTY OF LARCHMONT
        Office of the County Clerk · FOIA Coordinator

        DATE:   June 28, 2021
        RE:   FOIA Request No. FOIA-2021-0355

        Dear Mr. Voss:

        This letter responds to your request dated June 14, 2021, received by this office on June 15, 2021.
        You may appeal to the Larchmont County Board of Commissioners.
        """,
        "COUNTY OF LARCHMONT", "FOIA-2021-0355", "2021-06-14", "2021-06-15", "2021-06-28",
    ),
    "unusual noun": Head(
        """
        COASTS ENFORCEMENT DIRECTORATE
        Information Rights Team, Lower Ground Floor, Beacon Tower

        10 January 2022

        FOI Reference: 71499

        Dear Mr Auer

        Thank you for your e-mail of 29 November 2021. A reply was due by 29 December and I apologise that
        this one is late. The Directorate holds the information.
        """,
        "COASTS ENFORCEMENT DIRECTORATE", "71499", "2021-11-29", None, "2022-01-10",
    ),
    "two languages": Head(
        """
        Comhairle Contae Ghleann Mór
        GLENMORE COUNTY COUNCIL
        Áras an Chontae, Glenmore

        25th October 2022

        Our Ref: FOI 2022/191

        Dear Ms Daly,

        I refer to the request which you made on 28th September 2022 under the Freedom of Information Act
        2014 for access to records held by this body.
        """,
        "GLENMORE COUNTY COUNCIL", "FOI 2022/191", "2022-09-28", None, "2022-10-25",
    ),
    "government above the body": Head(
        """
                                   Australian Government
                        Outback Roads Assessment Authority

        FOI reference: FOI-23/077

        Decision under the Freedom of Information Act 1982 (Cth)

        Dear Mr Tran

        I am writing about your request of 4 August 2023 for access under the Freedom of Information Act 1982.
        """ + REST + """
        Yours sincerely

        K. Vass
        Authorised decision-maker
        1 September 2023
        """,
        "Outback Roads Assessment Authority", "FOI-23/077", "2023-08-04", None, "2023-09-01",
    ),
    "a city in the United States": Head(
        """
        CITY OF ORCHARD FALLS
        OFFICE OF THE CITY CLERK
        220 N. Lime Avenue, Orchard Falls, Florida 32999

        June 18, 2019

        Via E-mail Only

        Re: Public Records Request PRR-2019-0481

        Dear Mr. Castel:

        This letter responds to your public records request dated June 11, 2019. The City has located it.
        """,
        "CITY OF ORCHARD FALLS", "PRR-2019-0481", "2019-06-11", None, "2019-06-18",
    ),
    "reference after the disclaimer": Head(
        """
        Dear Rowan Tate,

        Thank you for your request for information relating to boats which we received on 29/05/2024.
        Please find Ottermouth Borough Council's response below:
        """ + REST + """
        Kind Regards,

        Ottermouth Borough Council

        This message, and any files with it, may hold non-public information and is meant only for the
        individual(s) to whom it is addressed.

        FOI1992
        """,
        "Ottermouth Borough Council", "FOI1992", None, "2024-05-29", None,
    ),
    "reference with a year like a season": Head(
        """
                                            NORLAND CONSTABULARY
                                            Freedom of Information Unit

        Our Ref: FOI 2671/23
        Date: 10/10/2023

        Dear Applicant,

        I write in connection with your request for information dated 12th September 2023.
        """,
        "NORLAND CONSTABULARY", "FOI 2671/23", "2023-09-12", None, "2023-10-10",
    ),
    "no salutation, reference and date of the response in columns": Head(
        """
                                            POLICE SERVICE OF STRATHBRAE

        Our Ref: 24-0431                                            Response Date: 07 March 2024

        Your recent request for information is replicated below, together with our response.
        """,
        "POLICE SERVICE OF STRATHBRAE", "24-0431", None, None, "2024-03-07",
    ),
    "earlier reply mentioned": Head(
        """
        Office for Piers and Jetties
        Our reference: IR2022/09 (FOI2022/207)

        Dear Ms Lowe

        Internal review of FOI2022/207

        I write in answer to your e-mail of 6 June 2022 asking the Office to review its decision on your
        request of 3 April 2022. In our reply of 9 May 2022 the reports were withheld.
        """ + REST + """
        Yours sincerely,

        G. Prosser
        30 June 2022
        """,
        "Office for Piers and Jetties", "IR2022/09", "2022-04-03", None, "2022-06-30",
    ),
    "a federal agency of the United States": Head(
        """
        U.S. Bureau of Canals
        Office of Information Programs
        Washington, D.C. 20240

        In Reply Refer To: BOC-2023-004512

        July 12, 2023

        Via email

        Dear Ms. Alder:

        The Bureau of Canals received your Freedom of Information Act (FOIA) request dated June 5, 2023,
        on June 7, 2023 and assigned it control number BOC-2023-004512.
        """,
        "Bureau of Canals", "BOC-2023-004512", "2023-06-05", "2023-06-07", "2023-07-12",
    ),
    "a file number": Head(
        """
        Canals Canada / Canaux Canada
        Access to Information and Privacy

        Our file: A-2022-00417

        March 3, 2023

        Dear Mr. Roy,

        This is in response to your request under the Access to Information Act, received on January 30, 2023.
        """,
        None, "A-2022-00417", None, "2023-01-30", "2023-03-03",
    ),
    "a school without a reference": Head(
        """
        Aldby Church of England Primary School
        Headteacher: Mrs J Noble

        14th June 2023

        Dear Mr Cole,

        RE: FREEDOM OF INFORMATION REQUEST

        We received your request by email on 22nd May 2023. The school answers as follows.
        """,
        "Aldby Church of England Primary School", None, None, "2023-05-22", "2023-06-14",
    ),
    "a letter that refers": Head(
        """
        NETHER ALDBY PARISH COUNCIL
        Clerk: Mrs P Hale, 3 The Green, Nether Aldby
        clerk@netheraldby.example

        6 June 2022

        Dear Mr Coe

        Your letter of 12 May refers. I can answer as follows.
        """,
        "NETHER ALDBY PARISH COUNCIL", None, "2022-05-12", None, "2022-06-06",
    ),
    "case number below the greeting": Head(
        """
        Dear Sam,

        Case number: 2024/0871

        Thank you for contacting Ashby and Vale Council. We received your request on 14/02/2024 and it
        was handled under the Freedom of Information Act 2000.
        """,
        "Ashby and Vale Council", "2024/0871", None, "2024-02-14", None,
    ),
    "the reply’s date below the first sentence": Head(
        """
        POLICE STRATHMERE
        Our Ref: IM-FOI-2023-1187
        Your recent request for information, which was received on 3 May 2023, has been considered in
        terms of the Freedom of Information (Scotland) Act 2002.

        Response date: 30 May 2023
        """,
        "POLICE STRATHMERE", "IM-FOI-2023-1187", None, "2023-05-03", "2023-05-30",
    ),
    "numeric date of two digits": Head(
        """
        University of Westmarch
        Information Compliance

        Ref: FOI-2023/0098
        Date: 14.03.23

        Dear requester

        I refer to your email sent on 15 February 2023 seeking information about accommodation.
        """,
        "University of Westmarch", "FOI-2023/0098", "2023-02-15", None, "2023-03-14",
    ),
    "a strapline beside the name": Head(
        """
        Caring for every life                                   Westmarch and Holm NHS Foundation Trust
                                                                Trust Offices
                                                                Castle Road

        Our ref: 5512          Date: 9th August 2021

        Dear Sir/Madam

        Freedom of Information Request

        I am writing in response to your Freedom of Information request dated 13th July 2021 in relation
        to parking.
        """,
        "Westmarch and Holm NHS Foundation Trust", "5512", "2021-07-13", None, "2021-08-09",
    ),
    "receipt in brackets": Head(
        """
        Marling Fire Authority

        4 April 2023
        FOI 23/118

        Dear Ms Orr

        Thank you for your request for information (received 8 March 2023) about call-outs. Marling Fire
        Authority holds it.
        """,
        "Marling Fire Authority", "FOI 23/118", None, "2023-03-08", "2023-04-04",
    ),
    "no blank lines": Head(
        """
        Ombudsman for Canals
        Our reference: R0001234
        5 July 2023
        Dear Mr Best
        Your information request: R0001234
        I write further to your email of 7 June 2023 in which you made a request for information to the
        Ombudsman for Canals.
        """,
        "Ombudsman for Canals", "R0001234", "2023-06-07", None, "2023-07-05",
    ),
    "reference in the mail’s subject": Head(
        """
        Sent: Thursday, 6 July 2023 09:41
        To: request-987654-abcd@whatdotheyknow.com
        Subject: Response to FOI request (Ref FOI-7788)

        Dear Requester,

        Thank you for your request dated 9 June 2023 to Northmere Homes and Communities Agency.
        """,
        None, "FOI-7788", "2023-06-09", None, "2023-07-06",
    ),
    "labels in two languages": Head(
        """
        Cyngor Sir Aberlan
        Aberlan County Council

        Ein cyf / Our ref: 44120
        Dyddiad / Date: 12 May 2022

        Annwyl / Dear Mr Rees

        Thank you for your request of 14 April 2022.
        """,
        "Aberlan County Council", "44120", "2022-04-14", None, "2022-05-12",
    ),
    "a release page": Head(
        """
        FOI release
        Canal toll receipts
        Department for Canals
        Published 14 June 2023

        Date of request: 8 May 2023
        Date of response: 5 June 2023
        FOI reference number: FOI2023/00812

        You asked for the toll receipts of 2022.
        """,
        "Department for Canals", "FOI2023/00812", "2023-05-08", None, "2023-06-05",
    ),
    "both dates on one line": Head(
        """
        Ashdown Borough Council
        Please ask for: FOI Team              Direct dial: 01632 960123
        Our ref: ABC/1187                      Your ref:
        Date request received: 1 March 2024    Date of response: 28 March 2024

        Dear Resident

        Thank you for your request.
        """,
        "Ashdown Borough Council", "ABC/1187", None, "2024-03-01", "2024-03-28",
    ),
    "a file reference": Head(
        """
        Department of Rivers
        GPO Box 999
        Contact: Right to Information Unit
        File ref: 23/4471
        29 September 2023
        Dear Ms Lim
        Decision on access application - Right to Information Act 2009 (Qld)
        I refer to your access application received by the Department of Rivers on 25 August 2023.
        """,
        "Department of Rivers", "23/4471", None, "2023-08-25", "2023-09-29",
    ),
}  # fmt: skip

ICO = """If you remain dissatisfied you may apply to the Information Commissioner for a decision at
        Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF, telephone 0303 123 1113 or www.ico.org.uk."""

TOLD = {
    "signature without a closing phrase": Head(
        f"""
        Tuesday 11 October 2022
        ABC/FOI/774

        Dear Ms Friel,

        Thank you for your enquiry about moorings. The Borough owns 13 of them.
        1. How many are let?
        12.
        {ICO}
        Moorings Officer
        Alderwick Borough Council
        Town Hall, Alderwick AL4 4TT   DX 11022
        This message is intended only for the person named above. If you are not that person you must take no
        action based upon it.
        """,
        "Alderwick Borough Council", "ABC/FOI/774", None, None, "2022-10-11",
    ),
    "signature and date below it, no closing phrase": Head(
        f"""
        Dear Mr Holroyd,

        Your e-mail of 14 August 2024 was put before the Clerk.
        1. How many benches are there?
        The Council has 3 benches.
        {ICO}

        Mrs E Tranter
        Clerk to Ravenford Town Council
        The Old Reading Room, Ravenford
        2nd September 2024
        """,
        "Ravenford Town Council", None, "2024-08-14", None, "2024-09-02",
    ),
    "first name, post, body and telephone": Head(
        """
        Hi Mark,

        K24/336

        In response to your FOI request received 13-May-2024, the answers follow.
        1. How many cabs are licensed?
        84.
        Hope that helps. If you're not happy please reply asking for an internal review.
        Becky
        Licensing Support Officer
        Brackwold District Council | Civic Offices | Station Rd |
        Brackwold | BW1 1TT
        t: 01632 960777
        07/06/2024
        """,
        "Brackwold District Council", "K24/336", None, "2024-05-13", "2024-06-07",
    ),
    "signature after thanks alone": Head(
        """
        Hello Mr Ash,

        In reply to your FOI of 2 May 2023 about blazers at Copse Hill Academy:
        1. What does one cost?
        It is 38 pounds.
        Thank you for your patience and have a lovely summer!
        Denise
        Mrs D Ackland
        Business Manager, Copse Hill Learning Trust
        01632 960 118
        """,
        "Copse Hill Learning Trust", None, "2023-05-02", None, None,
    ),
    "to whom the review is addressed, and no signature": Head(
        """
        Dear Ms Kerr

        Thank you for your request of 3 May 2023.
        1. How many boats are there?
        14.
        You may ask for a review by writing to:
        Head of Legal
        Governance House
        Marling MA1 1AA
        """,
        None, None, "2023-05-03", None, None,
    ),
    "recorded and can neither confirm": Head(
        """
        FOI 2021/7714

        Dear Miss Stone,

        In reply to your request dated 18 November 2021:

        1. How many reports were there?

        RESPONSE
        Wraxmoor Police recorded 112 reports, 17 of which mention a needle.

        2. Is the owner being investigated?

        RESPONSE
        Wraxmoor Police can neither confirm nor deny whether any information is held.
        """,
        "Wraxmoor Police", "FOI 2021/7714", "2021-11-18", None, None,
    ),
    "islands council named below a heading": Head(
        """
        Dear Applicant,

        FOI Reference 2023-1182

        I refer to your request of 19th October 2023.
        1. How many sailings were there?
        Response
        Skerry Islands Council has considered your request. There were 57.
        """,
        "Skerry Islands Council", "2023-1182", "2023-10-19", None, None,
    ),
    "care board over two lines with its initials": Head(
        """
        19 January 2024
        Re: HICB 1718 23/24

        Dear Ms Quayle

        Your request was received on 21/12/2023. Under the Freedom of Information Act 2000 NHS Holmdale
        Integrated Care Board (ICB) can respond as follows.
        1. How many waited?
        Published by NHS England. The rest may be asked of the Director of Governance, NHS Holmdale ICB.
        """,
        "NHS Holmdale Integrated Care Board", "HICB 1718 23/24", None, "2023-12-21", "2024-01-19",
    ),
    "parking at the trust that calls itself the Trust": Head(
        """
        Reference RTF-22-1205
        23 December 2022

        Dear Enquirer,

        Thank you for your request dated 28 November 2022 about car parking at Royal Tremarrow NHS Foundation
        Trust. Please see the Trust's reply:
        1. How many bays are there?
        The Trust does not hold this. Enforcement is carried out by ParkWell Solutions.
        """,
        "Royal Tremarrow NHS Foundation Trust", "RTF-22-1205", "2022-11-28", None, "2022-12-23",
    ),
    "fire service that was written to": Head(
        """
        RE: Freedom of Information Request FOI 0417 24/25

        Dear Ms God

        Further to your email to Holmshire Fire and Rescue Service dated 9th October 2024 I can answer.
        1. How many fires were there?
        14.
        Regards,
        Information Governance Team
        06/11/2024
        """,
        "Holmshire Fire and Rescue Service", "FOI 0417 24/25", "2024-10-09", None, "2024-11-06",
    ),
    "office and the day of the week after it": Head(
        """
        Reference: OMS-IR-00592
        Date: 1 February 2024

        Dear Ms Rahim

        We write further to your request to the Office for Mooring Standards of Thursday 4 January 2024.
        """,
        "Office for Mooring Standards", "OMS-IR-00592", "2024-01-04", None, "2024-02-01",
    ),
    "request to a corporation with its acronym": Head(
        """
        Dear Mr Prothero

        Thank you for your request to the Northern Canal Corporation (NCC) of 6th April 2023.
        1. What did the NCC spend?
        The NCC holds no figures.
        """,
        "Northern Canal Corporation", None, "2023-04-06", None, None,
    ),
    "name without a noun, spelt by its mail address": Head(
        """
        Customs and Levies Scotland and Wales            Information Team
                                                         7 Terrace, LONDON SW1A 0XX
        Email foi.request@clsw.example

        Date: 15 August 2022
        Our ref: FOI2022/31155

        Dear Ms Ellery

        Thank you for your request, which was received on 19 July 2022.
        """,
        "Customs and Levies Scotland and Wales", "FOI2022/31155", None, "2022-07-19", "2022-08-15",
    ),
    "company spelt by its mail address": Head(
        """
        Holm Track Limited
        The Viaduct, Elder Street
        Mill Keats MK9 0AA

        20th December 2022

        Dear Aurelia Finch

        Thank you for your email of 22nd November 2022. Please contact me at FOI@holmtrack.example.
        """,
        "Holm Track Limited", None, "2022-11-22", None, "2022-12-20",
    ),
    "surgery with its name again in its address": Head(
        """
        MILLPOND LANE SURGERY
        Millpond Lane Surgery, Tadbury, TD4 6RR     Tel 01632 960 455

        9 February 2023

        Dear S Wood

        Thank you for your letter of 20 January 2023.
        """,
        "MILLPOND LANE SURGERY", None, "2023-01-20", None, "2023-02-09",
    ),
    "name without a noun that its sentences have again": Head(
        """
        Lakemere Homes
        Gable House, Cooper Street, Stalling ST1 3FF

        Monday 4th December 2023                          Our ref: CR-0048812

        Dear Ms Quig

        Thank you for your message of 14 November 2023. I should explain that Lakemere Homes, as a private
        provider, is not a public authority.
        """,
        "Lakemere Homes", "CR-0048812", "2023-11-14", None, "2023-12-04",
    ),
    "unit above the body that holds nothing": Head(
        """
        Disclosure Team
        Hearings Administration
        99 Bishop's Row
        London E1 0QX

        11 October 2023

        Dear N. Feather

        Thank you for your request dated 14 September 2023. The Hearings Administration does not hold it.
        """,
        "Hearings Administration", None, "2023-09-14", None, "2023-10-11",
    ),
    "a unit with an address alone": Head(
        """
        Parking Services
        The Guildhall
        Marling MA1 1AA

        3rd November 2023

        Dear Mr Orr,

        Thank you for your request of 9 October 2023. Parking Services has answered it for the Council.
        """,
        None, None, "2023-10-09", None, "2023-11-03",
    ),
    "referred to another council": Head(
        """
        Dear Mr Orr,

        Thank you for your request of 9 October 2023. We do not look after schools.
        You may wish to contact Holmshire County Council, which holds this information. Holmshire County
        Council can be contacted on its website.
        """,
        None, None, "2023-10-09", None, None,
    ),
    "transferred to another body": Head(
        """
        Dear Mr Orr,

        Thank you for your letter of 9 October 2023. We have transferred your request to the Scottish Canal
        Agency, who will answer you.
        """,
        None, None, "2023-10-09", None, None,
    ),
    "a supplier that employs and operates": Head(
        """
        Dear Mr Orr,

        Thank you for your request of 9 October 2023.
        1. Who runs the canteens?
        Brightfork Catering Services Ltd operates them. Brightfork Catering employs 14 cooks.
        """,
        None, None, "2023-10-09", None, None,
    ),
    "the chief officer who has decided": Head(
        """
        Dear Mr Orr,

        Thank you for your request of 9 October 2023. The Chief Constable holds no such list. The Chief
        Constable has considered where the public interest lies.
        """,
        None, None, "2023-10-09", None, None,
    ),
    "the Scottish regulator, named often": Head(
        """
        Dear Mr Orr,

        Thank you for your request of 9 October 2023.
        1. How many boats are there?
        14.
        If you remain dissatisfied you can appeal to the
        Office of the Scottish Information Commissioner (OSIC)
        Kinburn Castle
        Doubledykes Road
        St Andrews KY16 9DS
        The Office of the Scottish Information Commissioner considers appeals. OSIC publishes guidance.
        """,
        None, None, "2023-10-09", None, None,
    ),
    "the regulator’s address, then who signs": Head(
        """
        Dear Mr Orr,

        Thank you for your request of 9 October 2023.
        1. How many boats are there?
        14.
        If you are not content you may contact the ICO.
        The Information Commissioner's Office
        Wycliffe House
        Water Lane
        Wilmslow
        Cheshire
        SK9 5AF
        Tel: 0303 123 1113
        Highways Business Support
        Marling Borough Council
        """,
        "Marling Borough Council", None, "2023-10-09", None, None,
    ),
    "several references under one label": Head(
        """
        Great Marling District Council
        Our ref: FOI 5512, 5513 and 5520          28 February 2020

        Dear Mr Spurr

        Thank you for your request of 3 February 2020.
        """,
        "Great Marling District Council", "FOI 5512, 5513 and 5520", "2020-02-03", None, "2020-02-28",
    ),
    "reference in blocks": Head(
        """
        By email

        3 November 2022

        Our Reference: CWI IAT 2223 0611

        Dear Ms Kettle

        Thank you for your request of 7 October 2022. The Canal Works Inspectorate has considered it.
        """,
        "Canal Works Inspectorate", "CWI IAT 2223 0611", "2022-10-07", None, "2022-11-03",
    ),
    "the day in the subject and in the rights": Head(
        """
        LBM-EIR-25-0419

        Dear Mr Choi

        FOI request 10th March 2025 - highway trees

        The London Borough of Marlmere has dealt with it under the Regulations.
        1. How many trees are there?
        17,300.
        You may seek an internal review within 40 working days of this response: 4 April 2025.
        """,
        "London Borough of Marlmere", "LBM-EIR-25-0419", "2025-03-10", None, "2025-04-04",
    ),
    "two bodies spoken of, neither the writer": Head(
        """
        FOI 2023/118

        Dear Mr Pell,

        Your request of 4 March 2023 has been considered.
        1. Who supplies the cameras?
        Kessel Mobility Limited supplies them and Kessel Mobility Limited holds the logs.
        2. Which forces use them?
        Kentmere Police uses 14 of them. Wexmoor Police uses 3.
        """,
        None, "FOI 2023/118", "2023-03-04", None, None,
    ),
    "an academy and a national body spoken of": Head(
        """
        Dear Ms Tomlin

        Thank you for your letter of 4 March 2023.
        1. How many pupils were excluded?
        Thornreach Academy recorded 14. Thornreach Academy holds the rest and you may wish to contact them.
        2. How many were ill?
        NHS Borset considers such data.
        """,
        None, None, "2023-03-04", None, None,
    ),
    "the force that responds among those that use": Head(
        """
        Dear Ms Tomlin

        Further to your request received on 4 March 2023, Somerholm Police responds as follows.
        1. Who else has it?
        The Home Office has considered it. Kentmere Constabulary uses the same system.
        Somerholm Police - Information Access
        """,
        "Somerholm Police", None, None, "2023-03-04", None,
    ),
    "the post above the name to write to": Head(
        """
        Good morning

        Please find below the reply of the Trust to your FOI.
        1. How many births were there?
        Holmdale General Hospital recorded 800 and Marling Community Hospital recorded 400.
        If you are dissatisfied with the handling of your request, write to:
        Chief Executive
        Holm and Marling University Hospitals NHS Trust
        Castle Road
        Holm HO1 1AA
        """,
        "Holm and Marling University Hospitals NHS Trust", None, None, None, None,
    ),
    "responded to": Head(
        """
        Our Ref: 24-1093
        Responded to: 02 May 2024

        Your recent request for information is replicated below, together with our response.

        How many incidents were recorded?

        In terms of Section 17 I can confirm that this is not held by the Police Service of Brae.

        You can request a review by letter (Information Management, Police Service of Brae, Clyde Court).
        """,
        "Police Service of Brae", "24-1093", None, None, "2024-05-02",
    ),
}  # fmt: skip

ONE_LINE = {
    "Our Reference Number – FOI/22-23/0456": "FOI/22-23/0456",
    "Ref. No. 12345/AB": "12345/AB",
    "FOI No: 4471": "4471",
    "Case ref: CAS-128813-X1Y2": "CAS-128813-X1Y2",
    "RFI ID: 45678": "45678",
    "Log Ref 991/21": "991/21",
    "RE: Request No. 2021-0345": "2021-0345",
    "Freedom of Information request (our ref. 9913)": "9913",
    "Freedom of Information Request: Ref 22-0912": "22-0912",
    "FOI REQUEST 2023/118 – RESPONSE": "2023/118",
    "FOI Ref: 1234 / Your ref: 9876": "1234",
    "Information request: IR/2022/14": "IR/2022/14",
    "Your Ref: ABC/1234": None,
    "Tel: 01632 960000": None,
    "DX 12345 Marling": None,
    "PO Box 4471": None,
    "Freedom of Information Act 2000": None,
    "Environmental Information Regulations 2004 – Request": None,
    "HX9 4QQ": None,
    "VAT No. 123 4567 89": None,
    "Request for information about the 2019-20 budget": None,
    "Company number 01234567": None,
    "Charity number: 1123456": None,
}

DATE_LINES = [
    "3 May 2022", "Date: 3 May 2022", "Date 3rd May 2022", "03-May-2022", "Date: 2022-05-03",
    "Issued on 3 May 2022", "Response date: 03/05/22", "Tuesday 3 May 2022",
    "Date of issue: Tuesday, 3rd May 2022",
    "Marling, 3 May 2022", "Date of response: 3 May 2022", "Ref 22/1234            3 May 2022", "May 3, 2022",
    "Date:\n3 May 2022", "Date sent: 3 May 2022", "Dated this 3rd day of May 2022", "| Date | 3 May 2022 |",
]  # fmt: skip


@pytest.mark.parametrize("line", ONE_LINE)
def test_reference_in_one_line_of_the_head(line: str) -> None:
    text = f"Marling Borough Council\n\n{line}\n\nDear Ms Lowe\n\nThank you for your request.\n{REST}"
    found = letter_from_document(arrange(documents_from_bytes(text.encode(), "letter.txt")[0])).reference
    assert (found.value if found else None) == ONE_LINE[line]


@pytest.mark.parametrize("line", DATE_LINES)
def test_date_in_one_line_of_the_head(line: str) -> None:
    text = f"Marling Borough Council\n\n{line}\n\nDear Ms Lowe\n\nThank you for your request.\n{REST}"
    letter = letter_from_document(arrange(documents_from_bytes(text.encode(), "letter.txt")[0]))
    steps, _ = timeline(letter, date_mentions(letter, Pairing([]), masked_stretches(letter.text)))
    assert steps.responded and steps.responded.date == "2022-05-03"


def unindented(text: str) -> str:
    return "\n".join(line.removeprefix("        ") for line in text.strip("\n").splitlines())


TABLES = {
    "letter.html": """<html><body><table>
        <tr><td>Marling Borough Council</td><td>Our ref:</td><td>MBC/22/417</td></tr>
        <tr><td>Council Offices</td><td>Date:</td><td>3 May 2022</td></tr></table>
        <p>Dear Ms Lowe</p><p>Thank you for your request of 4 April 2022.</p>
        <p>The Council owns 14 boats.</p></body></html>""",
    "list.html": """<html><body><h1>Marling Borough Council</h1>
        <dl><dt>Reference</dt><dd>MBC/22/417</dd><dt>Date of request</dt><dd>4 April 2022</dd>
        <dt>Date of response</dt><dd>3 May 2022</dd></dl>
        <p>Dear Ms Lowe</p><p>The Council owns 14 boats.</p></body></html>""",
    "letter.md": """# Marling Borough Council

| Our reference | MBC/22/417 |
|---|---|
| Date of request | 4 April 2022 |
| Date of response | 3 May 2022 |

Dear Ms Lowe

The Council owns 14 boats.
""",
    "stacked.txt": """Marling Borough Council

Our ref:
MBC/22/417
Date:
3 May 2022

Dear Ms Lowe

Thank you for your request of 4 April 2022. The Council owns 14 boats.
""",
    "box.txt": """Marling Borough Council

+----------------+------------------+
| Reference      | MBC/22/417       |
+----------------+------------------+
| Requested on   | 4 April 2022     |
+----------------+------------------+
| Responded on   | 3 May 2022       |
+----------------+------------------+

Dear Ms Lowe

The Council owns 14 boats.
""",
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_head_in_a_table(name: str) -> None:
    letter = letter_from_document(arrange(documents_from_bytes(TABLES[name].encode(), name)[0]))
    steps, _ = timeline(letter, date_mentions(letter, Pairing([]), masked_stretches(letter.text)))
    found = (letter.authority, letter.reference)
    assert [n.value if n else None for n in found] == ["Marling Borough Council", "MBC/22/417"]
    assert [s.date if s else None for s in (steps.requested, steps.responded)] == ["2022-04-04", "2022-05-03"]


@pytest.mark.parametrize("style", HEADS)
def test_head_is_read_whatever_its_style(style: str) -> None:
    head = HEADS[style]
    rest = "" if REST in head.text else REST + "\nYours sincerely\n\nA. Writer\n"
    assert_head_is_read(head, rest)


@pytest.mark.parametrize("telling", TOLD)
def test_head_is_read_from_what_the_letter_tells(telling: str) -> None:
    """The letters are whole: name, reference and days by signature and sentences, none where they lead on."""
    assert_head_is_read(TOLD[telling], "")


def assert_head_is_read(head: Head, rest: str) -> None:
    document = arrange(documents_from_bytes((unindented(head.text) + rest).encode(), "letter.txt")[0])
    letter = letter_from_document(document)
    dates = date_mentions(letter, Pairing([]), masked_stretches(letter.text))
    steps, _ = timeline(letter, dates)
    found = Head(
        head.text,
        letter.authority.value if letter.authority else None,
        letter.reference.value if letter.reference else None,
        *(step.date if step else None for step in (steps.requested, steps.received, steps.responded)),
    )
    assert found[1:] == head[1:]


OWN_REPLY = """Dear Ms Moss,
Thank you for your request for information about weddings which we received on 4 June 2021.
How many weddings were there in 2020? There were 31. The rules are in the Marriage Act 1949, and
changes to the Act are made from time to time.
Kind regards,
Tarnford Borough Council
"""
ACKNOWLEDGED = """From: FOI
Sent: 7 June 2021 11:11
To: R Moss
Subject: your request
Dear Ms Moss,
This will be dealt with under the Freedom of Information Act 2000.
"""
WITHHELD = """Dear Ms Moss,
Thank you for your request of 4 June 2021.
Who holds the keys? The names are withheld under section 40(2) as personal data.
You may complain to the Information
Commissioner, www.ico.org.uk.
Kind regards,
Tarnford Borough Council
"""


@pytest.mark.parametrize(
    ("words", "regimes"),
    [(OWN_REPLY + ACKNOWLEDGED, ("foia2000",)), (OWN_REPLY, ()), (WITHHELD, ("foia2000",))],
)
def test_the_law_it_was_handled_under(words: str, regimes: tuple[str, ...]) -> None:
    """Another Act that the reply names is no access law; what it relies on tells the law it does not name."""
    assert responses_from_bytes(words.encode(), "letter.txt")[0].regimes == regimes


def test_a_body_is_named_where_the_writer_answers_on_its_behalf() -> None:
    words = """RFI-6127

Dear Ms Moss

With reference to your request dated 3 June 2021, I am able to send the following on behalf of Three Tarns
Hospitals NHS Foundation Trust.

1. How many nets are there?
The Trust has 14.

Yours sincerely
Executive Office
"""
    named = responses_from_bytes(words.encode(), "letter.txt")[0].authority
    assert named is not None and named.name == "Three Tarns Hospitals NHS Foundation Trust"
